import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentsOf, spanAfter, weeksBefore } from "#app/domain/releases/comparison-hours-rules.ts";
import { compare, type Counted, judge, limitsFor, usualSpread } from "#app/domain/releases/comparison-rules.ts";

const ZONE = "Europe/Helsinki";
const day = limitsFor(24, 500);
const sum = (requests: number, average: number) => ({ requests, seconds: requests * average });

test.each([
  // 0.40 → 0.45: 0.05 s and 12.5 %.
  [0.4, 0.45, "worse"],
  [0.45, 0.4, "better"],
  // 0.40 → 0.43: 7.5 %.
  [0.4, 0.43, "same"],
  // 0.20 → 0.225: 12.5 %, but 0.025 s.
  [0.2, 0.225, "same"],
  // 5.20 → 5.60: 0.40 s, but 7.7 %.
  [5.2, 5.6, "same"],
  [5.2, 5.8, "worse"],
] as const)("a day's average from %f s to %f s is %s", (was, is, verdict) => {
  expect(judge(sum(1000, was), sum(1000, is), day, 0)).toBe(verdict);
});

test("499 requests on either side say nothing, 500 do; in the first hour 100 do, for more than a quarter", () => {
  expect(judge(sum(499, 0.4), sum(9000, 0.8), day, 0)).toBe("not_enough_data");
  expect(judge(sum(9000, 0.4), sum(499, 0.8), day, 0)).toBe("not_enough_data");
  expect(judge(sum(500, 0.4), sum(500, 0.8), day, 0)).toBe("worse");
  expect(judge(sum(0, 0), sum(0, 0), { ...day, minimumRequests: 0 }, 0)).toBe("not_enough_data");
  const hour = limitsFor(1, 500);
  expect(judge(sum(99, 0.4), sum(100, 0.8), hour, 0)).toBe("not_enough_data");
  expect(judge(sum(100, 0.4), sum(100, 0.49), hour, 0)).toBe("same");
  expect(judge(sum(100, 0.4), sum(100, 0.51), hour, 0)).toBe("worse");
});

test("what differs from week to week anyway has to change by more; one bad week does not hide the next", () => {
  // The median is 0.45, the distances 0.05, 0.05, 0.05 and 0.05: three times 0.05 is 0.15.
  expect(usualSpread([0.4, 0.5, 0.4, 0.5])).toBeCloseTo(0.05, 9);
  expect(judge(sum(1000, 0.4), sum(1000, 0.54), day, 0.05)).toBe("same");
  expect(judge(sum(1000, 0.4), sum(1000, 0.56), day, 0.05)).toBe("worse");
  // The median is 0.41, the distances 0.01, 0.01, 0.01 and 0.49.
  expect(usualSpread([0.4, 0.42, 0.9, 0.4])).toBeCloseTo(0.01, 9);
  expect(usualSpread([0.4, 0.9])).toBe(0);
});

const part = fc.record({
  requests: fc.integer({ min: 0, max: 5000 }),
  seconds: fc.double({ min: 0, max: 5000, noNaN: true }),
});
const opposite = { worse: "better", better: "worse", same: "same", not_enough_data: "not_enough_data" };

test("the other way round, slower is faster and the rest is the same", () => {
  fc.assert(
    fc.property(part, part, fc.double({ min: 0, max: 1, noNaN: true }), (before, after, spread) => {
      expect(judge(after, before, day, spread)).toBe(opposite[judge(before, after, day, spread)]);
    }),
  );
});

const row = (page: string, client: string, requests: number, average: number): Counted => ({
  page,
  client,
  ...sum(requests, average),
});

const nothing = { after: [], before: [] };
const compared = (
  after: Counted[],
  before: [Counted[], ...Counted[][]],
  clients: string[] = [],
  dayBefore = nothing as { after: Counted[]; before: Counted[] },
) => compare({ after, before, dayBefore }, { limits: day, dayLimits: day, clients });

test("the whole and the client kinds are summed first and divided last; the worst page comes first", () => {
  const before = [row("/a", "browser", 1000, 0.4), row("/b", "browser", 3000, 0.2), row("/c", "api", 600, 0.3)];
  const after = [row("/a", "browser", 1000, 0.8), row("/b", "browser", 3000, 0.2), row("/c", "api", 600, 0.2)];
  const found = compared(after, [before], ["browser", "api", "robot"]);
  // Before 400 + 600 + 180 = 1180 s of 4600 requests, after 800 + 600 + 120 = 1520 s.
  expect(found.overall).toEqual({
    page: null,
    client: null,
    before: { requests: 4600, averageSeconds: expect.closeTo(1180 / 4600, 9) },
    after: { requests: 4600, averageSeconds: expect.closeTo(1520 / 4600, 9) },
    verdict: "worse",
    already: false,
  });
  expect(found.clients.map(({ client, verdict }) => [client, verdict])).toEqual([
    ["browser", "worse"],
    ["api", "better"],
    ["robot", "not_enough_data"],
  ]);
  expect(found.clients[0]!.before.averageSeconds).toBeCloseTo(0.25, 9);
  expect(found.pages.map(({ page, verdict }) => [page, verdict])).toEqual([
    ["/a", "worse"],
    ["/c", "better"],
    ["/b", "same"],
  ]);
  expect(found.verdict).toBe("worse");
});

test("a release is as its worst page; without enough requests in all it is not judged, nor is a page that is new", () => {
  const many = [row("/a", "browser", 9000, 0.4)];
  const verdict = (after: Counted[], before: Counted[]) => compared(after, [before]).verdict;
  expect(verdict(many, many)).toBe("same");
  expect(verdict([...many, row("/new", "browser", 900, 0.4)], many)).toBe("same");
  expect(verdict([row("/a", "browser", 9000, 0.3)], many)).toBe("better");
  expect(verdict([row("/a", "browser", 100, 0.3)], many)).toBe("not_enough_data");
  expect(verdict([], [])).toBe("not_enough_data");
});

test("hours on either side of a maintenance window are summed, each page once", () => {
  // Before, 200 s and 200 s of 2000 requests; after, 1200 s and 200 s of the same.
  const before = [row("/a", "browser", 1000, 0.2), row("/a", "browser", 1000, 0.2)];
  const after = [row("/a", "browser", 1000, 1.2), row("/a", "browser", 1000, 0.2)];
  const found = compared(after, [before]);
  expect(found.pages).toHaveLength(1);
  expect([found.verdict, found.overall.verdict, found.pages[0]!.verdict]).toEqual(["worse", "worse", "worse"]);
  // In whichever order, and however many stretches of hours there are.
  expect(compared(after.toReversed(), [before])).toEqual(found);
  expect(compared([row("/a", "browser", 2000, 0.7)], [before]).pages[0]).toMatchObject({
    before: { requests: 2000, averageSeconds: expect.closeTo(0.2, 9) },
    after: { requests: 2000, averageSeconds: expect.closeTo(0.7, 9) },
    verdict: "worse",
  });
});

test("what had moved the day before the release already is not its doing; what moved further is", () => {
  const quick = [row("/api", "api", 1000, 0.5)];
  const slow = [row("/api", "api", 1000, 0.9)];
  const slower = [row("/api", "api", 1000, 1.3)];
  const dayBefore = { before: quick, after: slow };
  expect(compared(slow, [quick], [], dayBefore)).toMatchObject({
    verdict: "same",
    pages: [{ verdict: "same", already: true, before: { averageSeconds: 0.5 }, after: { averageSeconds: 0.9 } }],
  });
  // 0.40 s were there already; of the 0.80 s the other 0.40 s are more than a tenth.
  expect(compared(slower, [quick], [], dayBefore).pages[0]).toMatchObject({ verdict: "worse", already: false });
  // It had become slower, and the release mended that and more.
  expect(compared(quick, [slow], [], dayBefore).verdict).toBe("better");
  // What had not moved beyond chance the day before takes nothing away.
  const hardly = [row("/api", "api", 1000, 0.52)];
  expect(compared([row("/api", "api", 1000, 0.56)], [quick], [], { before: quick, after: hardly }).verdict).toBe(
    "worse",
  );
});

test("when slow pages are used more and no page became slower, nothing did", () => {
  const before = [row("/list", "browser", 9000, 0.3), row("/report", "browser", 1000, 4)];
  const after = [row("/list", "browser", 9000, 0.3), row("/report", "browser", 3000, 4)];
  const found = compared(after, [before]);
  // (2700 + 4000) / 10000 and (2700 + 12000) / 12000.
  expect([found.overall.before.averageSeconds, found.overall.after.averageSeconds]).toEqual([0.67, 1.225]);
  expect(found).toMatchObject({ verdict: "same", overall: { verdict: "same" }, clients: [{ verdict: "same" }] });
});

const at = (iso: string) => Date.parse(iso);
const all = { windows: [], measured: () => true, zone: ZONE };

test("a day begins with the first whole hour after the release; the first hour begins with it", () => {
  const released = at("2026-11-17T04:20:30Z");
  expect(spanAfter(released, 1)).toEqual({ from: released, to: released + 3_600_000 });
  expect(spanAfter(released, 24)).toEqual({ from: at("2026-11-17T05:00:00Z"), to: at("2026-11-18T05:00:00Z") });
  expect(spanAfter(at("2026-11-17T04:00:00Z"), 72)).toEqual({
    from: at("2026-11-17T04:00:00Z"),
    to: at("2026-11-20T04:00:00Z"),
  });
});

test("an ordinary day is one stretch, with the same hours of four weeks before", () => {
  const span = spanAfter(at("2026-11-17T04:00:00Z"), 24);
  expect(segmentsOf(span, 24, all)).toEqual({
    segments: [
      {
        hours: 24,
        from: span.from,
        before: ["2026-11-10", "2026-11-03", "2026-10-27", "2026-10-20"].map((date) =>
          // Helsinki is three hours ahead until 25 October.
          at(`${date}T0${date === "2026-10-20" ? 3 : 4}:00:00Z`),
        ),
      },
    ],
    touched: 0,
    unmeasured: 0,
    unpaired: 0,
  });
});

test("hours that a window touches are left out on both sides, and a week further back with one is not used", () => {
  const span = spanAfter(at("2026-11-17T04:00:00Z"), 24);
  const window = (from: string, to: string) => ({ from: at(from), to: at(to) });
  const windows = [
    // After: the hours from 10 to 12. One week before: from 20. Three weeks before: somewhere.
    window("2026-11-17T10:30:00Z", "2026-11-17T11:30:00Z"),
    window("2026-11-10T20:00:00Z", "2026-11-10T21:00:00Z"),
    window("2026-10-27T12:00:00Z", "2026-10-27T12:05:00Z"),
  ];
  const found = segmentsOf(span, 24, { ...all, windows });
  expect(found.touched).toBe(3);
  expect(found.segments.map(({ hours, from }) => [hours, new Date(from).toISOString().slice(8, 13)])).toEqual([
    [6, "17T04"],
    [8, "17T12"],
    [7, "17T21"],
  ]);
  for (const { before } of found.segments)
    expect(before.map((start) => start !== null)).toEqual([true, true, false, true]);
});

test("hours that were not measured on one side are left out on both", () => {
  const span = spanAfter(at("2026-11-17T04:00:00Z"), 24);
  const gap = at("2026-11-10T04:00:00Z");
  const found = segmentsOf(span, 24, { ...all, measured: (hour) => hour !== gap });
  expect(found).toMatchObject({ unmeasured: 1, segments: [{ hours: 23, from: at("2026-11-17T05:00:00Z") }] });
});

test("over a clock change the same wall-clock hours are compared, and the hour that came twice once", () => {
  // In the night to 25 October 2026 the clocks went back from 04:00 to 03:00.
  const span = spanAfter(at("2026-10-24T12:00:00Z"), 24);
  const found = segmentsOf(span, 24, all);
  expect(found.unpaired).toBe(1);
  expect(found.segments.reduce((total, { hours }) => total + hours, 0)).toBe(23);
  expect(weeksBefore(at("2026-10-25T08:00:00Z"), 1, ZONE)).toBe(at("2026-10-18T07:00:00Z"));
});
