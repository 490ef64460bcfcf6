import fc from "fast-check";
import { expect, test } from "vitest";
import { incidentDurations, type TimedUpdate } from "#app/domain/health/incidents/duration-rules.ts";
import { impacts, incidentStates } from "#app/domain/health/incidents/incident-states.ts";

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

test("minutes by hand: slow from the start, down later, another component joins, all well at the resolution", () => {
  const updates: TimedUpdate[] = [
    { holdsFrom: at("09:00"), state: "investigating", impacts: [{ component: "banks", impact: "slow" }] },
    { holdsFrom: at("09:20"), state: "identified", impacts: [{ component: "banks", impact: "down" }] },
    { holdsFrom: at("09:50"), state: "identified", impacts: [{ component: "partner-api", impact: "partial" }] },
    { holdsFrom: at("10:00"), state: "monitoring", impacts: [{ component: "banks", impact: "operational" }] },
    {
      holdsFrom: at("10:30"),
      state: "resolved",
      impacts: [
        { component: "banks", impact: "operational" },
        { component: "partner-api", impact: "operational" },
      ],
    },
  ];
  expect(incidentDurations(updates, at("23:00"))).toEqual({
    openMinutes: 90,
    components: [
      { component: "banks", minutes: { slow: 20, partial: 0, down: 40 } },
      { component: "partner-api", minutes: { slow: 0, partial: 40, down: 0 } },
    ],
  });
});

test("what still goes on is counted until now", () => {
  const updates: TimedUpdate[] = [
    { holdsFrom: at("09:00"), state: "investigating", impacts: [{ component: "banks", impact: "down" }] },
  ];
  expect(incidentDurations(updates, at("09:07"))).toEqual({
    openMinutes: 7,
    components: [{ component: "banks", minutes: { slow: 0, partial: 0, down: 7 } }],
  });
});

test("a resolution told later than it was true ends the impact when it was true, whatever was written in between", () => {
  const updates: TimedUpdate[] = [
    { holdsFrom: at("09:00"), state: "investigating", impacts: [{ component: "banks", impact: "down" }] },
    { holdsFrom: at("09:40"), state: "monitoring", impacts: [{ component: "banks", impact: "slow" }] },
    { holdsFrom: at("09:30"), state: "resolved", impacts: [{ component: "banks", impact: "operational" }] },
  ];
  expect(incidentDurations(updates, at("12:00"))).toEqual({
    openMinutes: 30,
    components: [{ component: "banks", minutes: { slow: 0, partial: 0, down: 30 } }],
  });
});

test("the time between a resolution and a reopening counts as nothing", () => {
  const updates: TimedUpdate[] = [
    { holdsFrom: at("09:00"), state: "investigating", impacts: [{ component: "banks", impact: "slow" }] },
    { holdsFrom: at("09:10"), state: "resolved", impacts: [{ component: "banks", impact: "operational" }] },
    { holdsFrom: at("11:00"), state: "investigating", impacts: [{ component: "banks", impact: "slow" }] },
    { holdsFrom: at("11:05"), state: "resolved", impacts: [{ component: "banks", impact: "operational" }] },
  ];
  expect(incidentDurations(updates, at("12:00"))).toEqual({
    openMinutes: 15,
    components: [{ component: "banks", minutes: { slow: 15, partial: 0, down: 0 } }],
  });
});

test("two days over the change to winter time are counted as they passed, not as the wall clock says", () => {
  const updates: TimedUpdate[] = [
    // 2026-10-25 03:30 in Helsinki comes twice: 00:30 UTC is the first, 01:30 UTC the second.
    { holdsFrom: new Date("2026-10-25T00:30:00Z"), state: "investigating", impacts: [] },
    { holdsFrom: new Date("2026-10-25T01:30:00Z"), state: "resolved", impacts: [] },
  ];
  expect(incidentDurations(updates, at("00:00")).openMinutes).toBe(60);
});

const minute = fc.integer({ min: 0, max: 5000 });
const update = fc.record({
  holdsFrom: minute.map((n) => new Date(n * 60_000)),
  state: fc.constantFrom(...incidentStates),
  impacts: fc.uniqueArray(
    fc.record({ component: fc.constantFrom("a", "b", "c"), impact: fc.constantFrom(...impacts) }),
    { selector: (row) => row.component },
  ),
});

/** The same question answered minute by minute: the last update written that speaks of this minute decides. */
function countedOneByOne(updates: TimedUpdate[], until: number) {
  const minutes = { open: 0, a: { slow: 0, partial: 0, down: 0 }, b: { slow: 0, partial: 0, down: 0 } };
  const decides = (now: number, speaks: (u: TimedUpdate) => boolean) => {
    // A later word for an earlier time takes back what was said of the times after it.
    let decided: { from: number; update: TimedUpdate }[] = [];
    for (const u of updates.filter(speaks)) {
      const from = u.holdsFrom.getTime() / 60_000;
      decided = [...decided.filter((d) => d.from < from), { from, update: u }];
    }
    return decided.filter((d) => d.from <= now).at(-1)?.update;
  };
  for (let now = 0; now < until; now += 1) {
    const state = decides(now, () => true)?.state;
    if (state && state !== "resolved") minutes.open += 1;
    for (const key of ["a", "b"] as const) {
      const told = decides(now, (u) => u.impacts.some((row) => row.component === key));
      const impact = told?.impacts.find((row) => row.component === key)?.impact;
      if (impact && impact !== "operational") minutes[key][impact] += 1;
    }
  }
  return minutes;
}

test("for any updates it equals what counting minute by minute gives", () => {
  fc.assert(
    fc.property(
      fc.array(
        update.map((u) => ({ ...u, holdsFrom: new Date(u.holdsFrom.getTime() % (200 * 60_000)) })),
        { maxLength: 8 },
      ),
      fc.integer({ min: 0, max: 250 }),
      (updates, until) => {
        const found = incidentDurations(updates, new Date(until * 60_000));
        const expected = countedOneByOne(updates, until);
        expect(found.openMinutes).toBe(expected.open);
        for (const key of ["a", "b"] as const)
          expect(
            found.components.find((row) => row.component === key)?.minutes ?? { slow: 0, partial: 0, down: 0 },
          ).toEqual(expected[key]);
      },
    ),
    { numRuns: 150 },
  );
});

test("no component is worse than well for longer than from the first word to now, and time never takes minutes away", () => {
  fc.assert(
    fc.property(fc.array(update, { minLength: 1, maxLength: 12 }), minute, minute, (updates, one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      const first = Math.min(...updates.map((u) => u.holdsFrom.getTime() / 60_000));
      const before = incidentDurations(updates, new Date(early * 60_000));
      const after = incidentDurations(updates, new Date(late * 60_000));
      expect(after.openMinutes).toBeGreaterThanOrEqual(before.openMinutes);
      expect(after.openMinutes - before.openMinutes).toBeLessThanOrEqual(late - early);
      for (const { minutes } of after.components) {
        expect(minutes.slow + minutes.partial + minutes.down).toBeLessThanOrEqual(Math.max(0, late - first));
        expect(Math.min(minutes.slow, minutes.partial, minutes.down)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
