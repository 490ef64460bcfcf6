import { figureOf } from "../figure-rules.ts";
import { seconds } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

const asked = {
  network: { question: "Is the customer's network slow?", what: "network", noun: "The network" },
  browser: { question: "Are the customer's browsers or computers slow?", what: "browser", noun: "The browser" },
} as const;

/** What network and browser took of a page load, as the customer's own browsers measured it. */
const segmentCheck =
  (cause: "network" | "browser"): CheckMaker =>
  ({ analysis, sources, explained }) => {
    const own = analysis.rum[cause];
    const others = analysis.othersRum[cause];
    const { question, noun } = asked[cause];
    return {
      id: cause,
      cause,
      question,
      outcome: outcomeOf(own !== null, (explained.get(cause) ?? 0) > 0),
      sentence:
        own === null
          ? "There are too few page loads with real-user figures."
          : `${noun} took ${seconds(own.seen)} of a page load, normally ${seconds(own.normal)}${others ? `; of all other customers ${seconds(others.seen)}, normally ${seconds(others.normal)}` : ""}.`,
      figures: [
        ...(["network", "server", "browser"] as const).map((segment) =>
          figureOf(sources, "rum", `Page load: ${segment}`, "s", analysis.rum[segment]?.seen, {
            "its normal": analysis.rum[segment]?.normal,
            "all others": analysis.othersRum[segment]?.seen,
          }),
        ),
        figureOf(sources, "rumPages", "Page loads measured", "count", own?.requests),
      ],
    };
  };

export const networkCheck = segmentCheck("network");
export const browserCheck = segmentCheck("browser");
