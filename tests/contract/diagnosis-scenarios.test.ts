import { beforeAll, expect, test } from "vitest";
import { confusionInWords, judge, type Judged, missInWords } from "#tests/support/scenarios/judge.ts";
import { runScenarios } from "#tests/support/scenarios/run-scenarios.ts";
import { toolSuite } from "#tests/support/tools.ts";

/**
 * Tickets about a service that went wrong in known ways, diagnosed by the product's own queries on a real Prometheus. The seeds were
 * fixed once the diagnosis was written; the second week follows the end of summer time, and its normal weeks lie on both sides of it.
 */
const worlds = [
  { seed: 20_261_123, monday: "2026-11-16" },
  { seed: 20_261_124, monday: "2026-10-26" },
];

toolSuite("at least two hundred slowdowns, alone and in pairs", ["prometheus", "promtool"], () => {
  let judged: Judged;
  const said = () => [confusionInWords(judged), ...judged.misses.map(missInWords)].join("\n");

  beforeAll(async () => {
    judged = judge(await runScenarios(worlds));
  }, 600_000);

  test("the main cause is right in 95 of 100", () => {
    expect(judged.asked).toBeGreaterThanOrEqual(200);
    expect(judged.right / judged.asked, said()).toBeGreaterThanOrEqual(0.95);
  });

  test("at most one in a hundred is wrong and sure of it", () => {
    expect(judged.confidentWrong / judged.asked, said()).toBeLessThanOrEqual(0.01);
  });
});
