import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dailyHistory,
  dayState,
  type Held,
  heldUntil,
  lastDays,
  timeByState,
  union,
  uptime,
} from "#app/domain/health/history-rules.ts";
import { observedStates } from "#app/domain/health/health-states.ts";

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const held = (state: Held["state"], from: string, to: string): Held => ({ state, from: at(from), to: at(to) });
const nothing = { windows: [], incidents: [] };

test("days are Helsinki's: 23 hours when summer time begins, 25 when it ends", () => {
  const spring = lastDays(at("2026-03-29T12:00:00Z"), 2);
  expect(spring).toEqual([
    { day: "2026-03-28", from: at("2026-03-27T22:00:00Z"), to: at("2026-03-28T22:00:00Z") },
    { day: "2026-03-29", from: at("2026-03-28T22:00:00Z"), to: at("2026-03-29T21:00:00Z") },
  ]);
  const autumn = lastDays(at("2026-10-25T00:30:00Z"), 1)[0]!;
  expect([autumn.day, (autumn.to - autumn.from) / HOUR]).toEqual(["2026-10-25", 25]);
});

test("an outage over midnight is of both days, an hour that nobody saw is unknown", () => {
  const now = at("2026-11-22T21:59:00Z");
  const days = lastDays(now, 2);
  const history = dailyHistory(
    days,
    [
      held("operational", "2026-11-20T22:00:00Z", "2026-11-21T21:30:00Z"),
      held("down", "2026-11-21T21:30:00Z", "2026-11-21T22:15:00Z"),
      held("operational", "2026-11-21T23:15:00Z", "2026-11-22T22:00:00Z"),
    ],
    {
      windows: [{ from: at("2026-11-21T20:00:00Z"), to: at("2026-11-21T22:00:00Z") }],
      incidents: [{ number: 4, from: at("2026-11-21T22:05:00Z"), to: at("2026-11-22T06:00:00Z") }],
      now,
    },
  );
  expect(history).toEqual([
    { day: "2026-11-21", state: "down", minutes: { operational: 1410, down: 30 }, window: true, incidents: [] },
    {
      day: "2026-11-22",
      state: "down",
      minutes: { operational: 1364, down: 15, unknown: 60 },
      window: false,
      incidents: [4],
    },
  ]);
});

test("a day that was mostly not seen is unknown, never operational", () => {
  const time = (operational: number, unknown: number) => ({ operational, slow: 0, partial: 0, down: 0, unknown });
  expect(dayState(time(9 * HOUR, HOUR))).toBe("operational");
  expect(dayState(time(8 * HOUR, HOUR))).toBe("unknown");
  expect(dayState(time(0, 0))).toBe("unknown");
  expect(dayState({ ...time(20 * HOUR, 0), slow: 60_000 })).toBe("slow");
});

test("the present holds to now while it is recent, else to when it was last seen", () => {
  const row = { observedAt: 1_000_000, endedAt: null };
  expect(heldUntil(row, 1_060_000)).toBe(1_060_000);
  expect(heldUntil(row, 1_060_001)).toBe(1_000_000);
  expect(heldUntil({ ...row, endedAt: 1_000_000 }, 1_030_000)).toBe(1_000_000);
});

test("uptime with and without an announced window: slow is available, unknown is no part of it", () => {
  // 100 h: 80 operational, 10 slow, 4 down in the window and 1 outside, 5 unknown.
  const states: Held[] = [
    { state: "operational", from: 0, to: 80 * HOUR },
    { state: "slow", from: 80 * HOUR, to: 90 * HOUR },
    { state: "down", from: 90 * HOUR, to: 95 * HOUR },
  ];
  const windows = [
    { from: 89 * HOUR, to: 92 * HOUR },
    { from: 91 * HOUR, to: 94 * HOUR },
  ];
  const result = uptime(states, windows, { from: 0, to: 100 * HOUR, days: 5 });
  expect(result).toEqual({
    days: 5,
    raw: 90 / 95,
    corrected: 89 / 90,
    knownMs: 95 * HOUR,
    slowMs: 10 * HOUR,
    unavailableMs: 5 * HOUR,
    unknownMs: 5 * HOUR,
    excludedMs: 5 * HOUR,
  });
  expect(uptime([], windows, { from: 0, to: HOUR, days: 1 })).toMatchObject({ raw: null, corrected: null });
});

/** Intervals in order with holes between them, within about four days around the end of summer time. */
const start = at("2026-10-23T21:00:00Z");
const history = fc
  .array(
    fc.tuple(
      fc.constantFrom(...observedStates),
      fc.integer({ min: 0, max: 8 * HOUR }),
      fc.integer({ min: 0, max: HOUR }),
    ),
  )
  .map((parts) => {
    let time = start;
    return parts.map(([state, length, hole]): Held => {
      const from = time + hole;
      time = from + length;
      return { state, from, to: time };
    });
  });
const spans = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 96 * HOUR }), fc.integer({ min: 1, max: 30 * HOUR })).map(([from, length]) => ({
    from: start + from,
    to: start + from + length,
  })),
);

test("the minutes of a day add up to its length, also of the day with 25 hours", () => {
  const now = at("2026-10-28T12:00:00Z");
  const days = lastDays(now, 5);
  fc.assert(
    fc.property(history, (intervals) => {
      const lengths = dailyHistory(days, intervals, { ...nothing, now }).map(({ minutes }) =>
        Object.values(minutes).reduce((sum, part) => sum + part, 0),
      );
      expect(lengths).toEqual([1440, 1500, 1440, 1440, 840]);
    }),
  );
});

test("a window takes only what is in it: less time counts, never more of it was bad, and without bad time all is available", () => {
  fc.assert(
    fc.property(history, spans, (intervals, windows) => {
      const span = { from: start, to: start + 96 * HOUR, days: 4 };
      const one = uptime(intervals, windows, span);
      const without = uptime(intervals, [], span);
      const time = timeByState(intervals, span);
      const knownMs = 96 * HOUR - time.unknown;
      expect(without.corrected).toBe(without.raw);
      expect(one.raw).toBe(without.raw);
      expect(one.excludedMs).toBeGreaterThanOrEqual(0);
      expect(one.excludedMs).toBeLessThanOrEqual(knownMs);
      if (one.corrected !== null) {
        const badOutside = (1 - one.corrected) * (knownMs - one.excludedMs);
        expect(badOutside).toBeLessThanOrEqual(one.unavailableMs + 1);
        if (one.unavailableMs === 0) expect(one.corrected).toBe(1);
      }
    }),
  );
});

test("windows that overlap are left out once", () => {
  fc.assert(
    fc.property(history, spans, (intervals, windows) => {
      const span = { from: start, to: start + 96 * HOUR, days: 4 };
      expect(uptime(intervals, [...windows, ...windows], span)).toEqual(uptime(intervals, windows, span));
      const joined = union(windows);
      for (const [i, part] of joined.entries()) if (i > 0) expect(part.from).toBeGreaterThan(joined[i - 1]!.to);
    }),
  );
});
