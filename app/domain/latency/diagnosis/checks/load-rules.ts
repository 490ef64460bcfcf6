import { figureOf } from "../figure-rules.ts";
import type { Load, LoadCause } from "../load-rules.ts";
import type { QuestionName } from "../questions.ts";
import { count, percent } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

const asked: Record<
  LoadCause,
  { question: string; noun: string; volume: string; volumeFrom: QuestionName; secondsFrom: QuestionName }
> = {
  reports: {
    question: "Did the customer run large reports?",
    noun: "The customer's reports",
    volume: "rows",
    volumeFrom: "reportRows",
    secondsFrom: "reportSeconds",
  },
  integration: {
    question: "Did the customer's integrations send much traffic?",
    noun: "The customer's integrations",
    volume: "requests",
    volumeFrom: "integrations",
    secondsFrom: "integrationSeconds",
  },
  robot: {
    question: "Did the customer's robots send much traffic?",
    noun: "The customer's robots",
    volume: "requests",
    volumeFrom: "requests",
    secondsFrom: "average",
  },
};

/** A load of the customer's own against its own normal and everybody's growth. */
const loadCheck =
  (cause: LoadCause): CheckMaker =>
  ({ facts, analysis, sources, explained }) => {
    const load = analysis.loads.find((one) => one.cause === cause);
    const { question, noun, volume, volumeFrom, secondsFrom } = asked[cause];
    return {
      id: cause,
      cause,
      question,
      outcome: outcomeOf(load !== undefined, (explained.get(cause) ?? 0) > 0),
      sentence: load ? words(noun, volume, load) : `${noun} are unknown.`,
      figures: [
        figureOf(sources, volumeFrom, `${noun}: ${volume}`, volume === "rows" ? "rows" : "count", load?.volume, {
          "its normal": load?.normalVolume,
          "with everybody's growth": load && load.normalVolume * load.growth,
        }),
        figureOf(sources, secondsFrom, `${noun}: seconds`, "s", load?.seconds, { "its normal": load?.normalSeconds }),
        ...(cause === "reports"
          ? [figureOf(sources, "reports", "Reports", "count", facts.seen.reports?.requests)]
          : []),
        ...(cause === "integration"
          ? (facts.seen.integrations ?? []).map((one) =>
              figureOf(sources, "integrationSeconds", `${one.integration}, ${one.resource}`, "s", one.seconds, {}),
            )
          : []),
      ],
    };
  };

function words(noun: string, volume: string, { heavy, growth, ...load }: Load): string {
  const everybody = growth > 1.05 ? ` (everybody's grew by ${percent(growth - 1)})` : "";
  const figures = `${count(load.volume)} ${volume}, normally ${count(load.normalVolume)}${everybody}, in ${count(load.seconds)} s, normally ${count(load.normalSeconds)} s`;
  return heavy ? `${noun} were heavy: ${figures}.` : `${noun} were as normal: ${figures}.`;
}

export const reportsCheck = loadCheck("reports");
export const integrationCheck = loadCheck("integration");
export const robotCheck = loadCheck("robot");
