import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "#app/domain/latency/diagnosis/analysis-rules.ts";
import { sharesOf } from "#app/domain/latency/diagnosis/share-rules.ts";
import { judge } from "#app/domain/latency/diagnosis/verdict-rules.ts";
import { count, facts, type Week } from "./make-facts.ts";

test.each([
  [
    [1, 1, 1],
    [0.34, 0.33, 0.33],
  ],
  [
    [2, 1],
    [0.67, 0.33],
  ],
  [
    [1, 0, 0],
    [1, 0, 0],
  ],
  [
    [995, 5],
    [1, 0],
  ],
  [
    [1, 1, 1, 1, 1, 1],
    [0.17, 0.17, 0.17, 0.17, 0.16, 0.16],
  ],
])("%j as shares are %j", (parts, shares) => {
  expect(sharesOf(parts)).toEqual(shares);
});

const hundredths = (shares: readonly number[]) => shares.reduce((sum, share) => sum + Math.round(share * 100), 0);

test("shares of anything add up to 1, and none is off by a hundredth", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 9 }), (parts) => {
      const all = parts.reduce((sum, part) => sum + part, 0);
      fc.pre(all > 1e-6);
      const shares = sharesOf(parts);
      expect(hundredths(shares)).toBe(100);
      for (const [i, share] of shares.entries()) expect(Math.abs(share - parts[i]! / all)).toBeLessThan(0.01 + 1e-9);
    }),
  );
});

const time = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyWeek: fc.Arbitrary<Week> = fc.record(
  {
    requests: fc.integer({ min: 0, max: 5000 }),
    browser: time(0.1, 4),
    network: time(0.05, 3),
    rendering: time(0.1, 3),
    growth: time(0.3, 3),
    api: fc.tuple(fc.integer({ min: 1, max: 5000 }), time(0.05, 3)).map(([n, average]) => count(n, average)),
    robot: fc.tuple(fc.integer({ min: 1, max: 9000 }), time(0.05, 3)).map(([n, average]) => count(n, average)),
    pages: fc.record({ "/a": time(0.1, 4), "/b": time(0.1, 4), "/c": time(0.1, 4) }),
    nodes: fc.record({ "app-1": time(0.1, 4), "app-2": time(0.1, 4), "db-1": time(0.05, 2) }),
    dependencies: fc.record({ banks: time(0.1, 30), register: time(0.1, 30) }),
    reports: fc.record({
      requests: fc.integer({ min: 0, max: 100 }),
      rows: fc.integer({ min: 0, max: 1_000_000 }),
      seconds: time(0, 3000),
    }),
  },
  { requiredKeys: [] },
);

test("whatever was seen, the shares add up to 1 and the main one is first", () => {
  fc.assert(
    fc.property(anyWeek, (seen) => {
      const analysis = analyse(facts(seen));
      if (!analysis.abnormal) {
        expect(analysis.contributions).toEqual([]);
        return;
      }
      const { verdicts, unexplainedShare } = judge(analysis);
      expect(hundredths([...verdicts.map(({ share }) => share), unexplainedShare])).toBe(100);
      expect(verdicts.map(({ share }) => share)).toEqual(verdicts.map(({ share }) => share).toSorted((a, b) => b - a));
      expect(new Set(verdicts.map(({ cause }) => cause)).size).toBe(verdicts.length);
      for (const { seconds } of analysis.contributions) expect(seconds).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test("the same figures give the same verdict", () => {
  fc.assert(
    fc.property(anyWeek, (seen) => {
      const once = JSON.stringify([analyse(facts(seen)), judge(analyse(facts(seen)))]);
      expect(JSON.stringify([analyse(facts(seen)), judge(analyse(facts(seen)))])).toBe(once);
    }),
    { numRuns: 100 },
  );
});

const shareOf = (cause: string, seen: Week) => {
  const analysis = analyse(facts(seen));
  return judge(analysis).verdicts.find((one) => one.cause === cause)?.share ?? 0;
};

test.each([
  ["network", "network"],
  ["browser", "rendering"],
] as const)("more seconds of the %s never lower its share", (cause, segment) => {
  fc.assert(
    fc.property(anyWeek, time(0.5, 3), time(0, 3), (seen, value, more) => {
      const week = { ...seen, requests: 1000 };
      expect(shareOf(cause, { ...week, [segment]: value + more })).toBeGreaterThanOrEqual(
        shareOf(cause, { ...week, [segment]: value }) - 0.01,
      );
    }),
    { numRuns: 300 },
  );
});
