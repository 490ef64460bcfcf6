import { Temporal } from "temporal-polyfill";
import { causeLabels, confidenceLabels } from "./cause-labels.ts";
import type { Diagnosis } from "./diagnosis-types.ts";
import { percent } from "./words-rules.ts";

const outcomes = { supports: "yes", against: "no", no_data: "?" } as const;

/** A diagnosis as text for a terminal. */
export function readableDiagnosis(diagnosis: Diagnosis, timeZone: string): string {
  const { customer, from, to, page, verdicts, unexplainedShare, sentence, missing, checks, advice, change } = diagnosis;
  const clock = (at: string) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
  const name = customer.name === customer.businessId ? "" : ` ${customer.name}`;
  return [
    `${customer.businessId}${name}, ${clock(from)} to ${clock(to)}${page ? `, ${page}` : ""}`,
    sentence,
    ...block("Verdict", [
      ...verdicts.map(
        (one) =>
          `${percent(one.share)} ${causeLabels[one.cause]} (${confidenceLabels[one.confidence]}): ${one.sentence}`,
      ),
      ...(unexplainedShare > 0 ? [`${percent(unexplainedShare)} unexplained`] : []),
    ]),
    ...block(
      "Checks",
      checks.map((check) => `[${outcomes[check.outcome]}] ${check.question} ${check.sentence}`),
    ),
    ...block(
      "Advice",
      advice.map(({ text }) => text),
    ),
    ...block("What would change this", change),
    ...block("Missing", missing),
  ].join("\n");
}
