import { confusionInWords, judge, missInWords } from "#tests/support/scenarios/judge.ts";
import { runScenarios } from "#tests/support/scenarios/run-scenarios.ts";

/** Weeks at other times of the year than those that the tests know, each with seeds of its own. */
const worlds = [
  { seed: 101, monday: "2026-02-02" },
  { seed: 102, monday: "2026-04-06" },
  { seed: 103, monday: "2026-06-29" },
  { seed: 104, monday: "2026-12-14" },
];

/** How often the diagnosis finds what was made to go wrong: the confusion matrix, and each miss with what makes it again. */
export async function benchDiagnosis(): Promise<void> {
  const began = performance.now();
  const answers = await runScenarios(worlds);
  const judged = judge(answers);
  const part = (count: number) => `${((100 * count) / judged.asked).toFixed(1)} %`;
  process.stdout.write(
    `${confusionInWords(judged)}\n\n` +
      `${judged.asked} tickets: ${judged.right} right (${part(judged.right)}), ${judged.confidentWrong} wrong and sure of it (${part(judged.confidentWrong)}).\n` +
      `A second cause with three tenths of the excess or more was named in ${judged.seconds.named} of ${judged.seconds.there}.\n` +
      `${judged.misses.map((miss) => `${missInWords(miss)}\n`).join("")}` +
      `${((performance.now() - began) / 1000).toFixed(0)} s, with making the weeks and loading them into Prometheus.\n`,
  );
}
