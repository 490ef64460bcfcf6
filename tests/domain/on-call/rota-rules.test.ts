import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isTurnOf,
  onCallAt,
  type Rota,
  rotaAt,
  type Shift,
  shiftsBetween,
  type Swap,
} from "#app/domain/on-call/rota-rules.ts";

const zone = "Europe/Helsinki";
const utc = (text: string) => new Date(text);
const rota = (effectiveFrom: string, members: string[], more: Partial<Rota> = {}): Rota => ({
  id: effectiveFrom,
  effectiveFrom: utc(effectiveFrom),
  createdAt: utc("2026-01-01T00:00Z"),
  members,
  handoverWeekday: 1,
  handoverTime: "09:00",
  ...more,
});
const swap = (startsAt: string, endsAt: string, fromStaff: string, toStaff: string): Swap => ({
  id: startsAt,
  startsAt: utc(startsAt),
  endsAt: utc(endsAt),
  fromStaff,
  toStaff,
});
const brief = (shift: Shift) =>
  `${shift.staff} ${shift.startsAt.toISOString().slice(0, 16)} ${shift.endsAt.toISOString().slice(0, 16)}`;
const between = (rotas: Rota[], swaps: Swap[], from: string, to: string) =>
  shiftsBetween(rotas, swaps, zone, utc(from), utc(to)).map(brief);

test("turns follow each other from hand-over to hand-over; the first runs from the rota's beginning", () => {
  // Wednesday 4 November 2026, 12:00 local; Mondays at 09:00 are 07:00 UTC in winter.
  const rotas = [rota("2026-11-04T10:00Z", ["Alma", "Pasi", "Katri"])];
  expect(between(rotas, [], "2026-11-01T00:00Z", "2026-11-25T00:00Z")).toEqual([
    "Alma 2026-11-04T10:00 2026-11-09T07:00",
    "Pasi 2026-11-09T07:00 2026-11-16T07:00",
    "Katri 2026-11-16T07:00 2026-11-23T07:00",
    "Alma 2026-11-23T07:00 2026-11-30T07:00",
  ]);
});

test("the hand-over keeps its wall time when the clocks change: one week has 169 hours, another 167", () => {
  const rotas = [rota("2026-10-19T06:00Z", ["Alma", "Pasi"])];
  // Clocks go back on Sunday 25 October 2026, forward on 28 March 2027.
  expect(between(rotas, [], "2026-10-20T00:00Z", "2026-10-27T00:00Z")).toEqual([
    "Alma 2026-10-19T06:00 2026-10-26T07:00",
    "Pasi 2026-10-26T07:00 2026-11-02T07:00",
  ]);
  expect(between(rotas, [], "2027-03-24T00:00Z", "2027-03-25T00:00Z")).toEqual([
    "Alma 2027-03-22T07:00 2027-03-29T06:00",
  ]);
});

test("a hand-over in the hour that the clocks skip is an hour later that day, and no turn is lost", () => {
  const rotas = [rota("2027-03-14T01:30Z", ["Alma", "Pasi"], { handoverWeekday: 7, handoverTime: "03:30" })];
  expect(between(rotas, [], "2027-03-21T12:00Z", "2027-04-05T00:00Z")).toEqual([
    "Pasi 2027-03-21T01:30 2027-03-28T01:30",
    "Alma 2027-03-28T01:30 2027-04-04T00:30",
    "Pasi 2027-04-04T00:30 2027-04-11T00:30",
  ]);
});

test("a rota holds until the next one, which begins with its own first person; a correction replaces the one from its instant", () => {
  const rotas = [
    rota("2026-11-02T07:00Z", ["Alma", "Pasi"]),
    rota("2026-11-18T10:00Z", ["Veera"]),
    rota("2026-11-18T10:00Z", ["Katri", "Alma"], { id: "correction", createdAt: utc("2026-02-01T00:00Z") }),
  ];
  expect(between(rotas, [], "2026-11-16T08:00Z", "2026-11-24T00:00Z")).toEqual([
    "Alma 2026-11-16T07:00 2026-11-18T10:00",
    "Katri 2026-11-18T10:00 2026-11-23T07:00",
    "Alma 2026-11-23T07:00 2026-11-30T07:00",
  ]);
  expect(rotaAt(rotas, utc("2026-11-18T10:00Z"))?.id).toBe("correction");
  expect(rotaAt(rotas, utc("2026-11-01T00:00Z"))).toBeNull();
});

test("an agreed swap cuts the turn; one whose giver no longer has the turn changes nothing", () => {
  const rotas = [rota("2026-11-02T07:00Z", ["Alma", "Pasi", "Katri"])];
  const swaps = [
    swap("2026-11-11T15:00Z", "2026-11-13T06:00Z", "Pasi", "Katri"),
    swap("2026-11-17T15:00Z", "2026-11-18T06:00Z", "Alma", "Pasi"),
  ];
  expect(between(rotas, swaps, "2026-11-09T07:00Z", "2026-11-20T00:00Z")).toEqual([
    "Pasi 2026-11-09T07:00 2026-11-11T15:00",
    "Katri 2026-11-11T15:00 2026-11-13T06:00",
    "Pasi 2026-11-13T06:00 2026-11-16T07:00",
    "Katri 2026-11-16T07:00 2026-11-23T07:00",
  ]);
  const cut = shiftsBetween(rotas, swaps, zone, utc("2026-11-12T00:00Z"), utc("2026-11-12T01:00Z"))[0]!;
  expect(cut).toMatchObject({ staff: "Katri", turnOf: "Pasi", swapId: "2026-11-11T15:00Z" });
});

test("who is on call, until when, and who then: turns of the same person in a row count as one", () => {
  const rotas = [rota("2026-11-02T07:00Z", ["Alma", "Alma", "Pasi"])];
  expect(onCallAt(rotas, [], zone, utc("2026-11-04T00:00Z"))).toEqual({
    staff: "Alma",
    until: utc("2026-11-16T07:00Z"),
    next: "Pasi",
  });
  expect(onCallAt(rotas, [], zone, utc("2026-11-01T00:00Z"))).toBeNull();
  expect(onCallAt([rota("2026-11-02T07:00Z", ["Alma"])], [], zone, utc("2026-11-04T00:00Z"))).toEqual({
    staff: "Alma",
    until: null,
    next: null,
  });
});

test("a time is one's own turn only when every moment of it is", () => {
  const rotas = [rota("2026-11-02T07:00Z", ["Alma", "Pasi"])];
  const time = (startsAt: string, endsAt: string) => ({ startsAt: utc(startsAt), endsAt: utc(endsAt) });
  expect(isTurnOf("Alma", rotas, zone, time("2026-11-02T07:00Z", "2026-11-09T07:00Z"))).toBe(true);
  expect(isTurnOf("Alma", rotas, zone, time("2026-11-02T07:00Z", "2026-11-09T07:01Z"))).toBe(false);
  expect(isTurnOf("Alma", rotas, zone, time("2026-11-02T06:59Z", "2026-11-03T07:00Z"))).toBe(false);
  expect(isTurnOf("Alma", [], zone, time("2026-11-02T07:00Z", "2026-11-03T07:00Z"))).toBe(false);
});

const MINUTE = 60_000;
const year = utc("2026-01-01T00:00Z").getTime();
const minuteOf2026 = fc.integer({ min: 0, max: 525_600 }).map((minutes) => year + minutes * MINUTE);
const people = ["A", "B", "C", "D"];
const anyRota = fc.record({
  id: fc.uuid(),
  effectiveFrom: minuteOf2026.map((ms) => new Date(ms)),
  createdAt: minuteOf2026.map((ms) => new Date(ms)),
  members: fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 5 }),
  handoverWeekday: fc.integer({ min: 1, max: 7 }),
  handoverTime: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
});
/** Swaps that do not overlap, as the database keeps them. */
const anySwaps = fc.uniqueArray(minuteOf2026, { maxLength: 12 }).chain((edges) => {
  const order = [...edges].sort((a, b) => a - b);
  const pairs = order.flatMap((from, i) => (i % 2 === 0 && order[i + 1] ? [[from, order[i + 1]!] as const] : []));
  return fc.tuple(
    ...pairs.map(([from, to], i) =>
      fc.constantFrom(...people).chain((fromStaff) =>
        fc.constantFrom(...people.filter((one) => one !== fromStaff)).map(
          (toStaff): Swap => ({
            id: String(i),
            startsAt: new Date(from),
            endsAt: new Date(to),
            fromStaff,
            toStaff,
          }),
        ),
      ),
    ),
  );
});

test("whatever the rotas and swaps: from the first rota on, every instant is in exactly one shift, and asking for less gives the same", () => {
  fc.assert(
    fc.property(
      fc.array(anyRota, { minLength: 1, maxLength: 4 }),
      anySwaps,
      minuteOf2026,
      fc.integer({ min: 1, max: 90 * 1440 }),
      fc.nat(),
      (rotas, swaps, from, minutes, pick) => {
        const to = from + minutes * MINUTE;
        const shifts = shiftsBetween(rotas, swaps, zone, new Date(from), new Date(to));
        const began = Math.min(...rotas.map((one) => one.effectiveFrom.getTime()));
        if (began >= to) {
          expect(shifts).toEqual([]);
          return;
        }
        expect(shifts[0]!.startsAt.getTime()).toBeLessThanOrEqual(Math.max(began, from));
        expect(shifts.at(-1)!.endsAt.getTime()).toBeGreaterThanOrEqual(to);
        shifts.forEach((shift, i) => {
          expect(shift.startsAt.getTime()).toBeLessThan(shift.endsAt.getTime());
          if (i > 0) expect(shift.startsAt).toEqual(shifts[i - 1]!.endsAt);
        });
        const instant = new Date(Math.max(began, from) + (pick % (to - Math.max(began, from))));
        const there = shiftsBetween(rotas, swaps, zone, instant, new Date(instant.getTime() + 1));
        expect(there).toEqual(shifts.filter((shift) => shift.startsAt <= instant && instant < shift.endsAt));
        expect(there).toHaveLength(1);
      },
    ),
    { numRuns: 150 },
  );
});
