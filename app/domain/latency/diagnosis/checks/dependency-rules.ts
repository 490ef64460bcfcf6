import { averageOf, median } from "../baseline-rules.ts";
import { figureOf } from "../figure-rules.ts";
import { percent, seconds } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

/** Is a built-in connection slow, failing or away? */
export const dependencyCheck: CheckMaker = ({ facts, analysis, sources, explained }) => {
  const { dependency } = analysis;
  const { dependencies } = facts.seen;
  const known = dependencies !== null && dependencies.length > 0;
  const normalOf = (name: string) =>
    median(
      facts.normal.flatMap((week) =>
        (week.dependencies ?? [])
          .filter((one) => one.dependency === name && one.requests > 0)
          .map((one) => averageOf(one)),
      ),
    );
  return {
    id: "dependency",
    cause: "dependency",
    question: "Is a built-in connection slow or away?",
    outcome: outcomeOf(known, (explained.get("dependency") ?? 0) > 0),
    sentence: !known
      ? "The connections' times are unknown."
      : dependency
        ? `${dependency.subject} answered in ${seconds(dependency.seen)}, normally ${seconds(dependency.normal)}${dependency.upShare !== null && dependency.upShare < 1 ? `, and answered ${percent(dependency.upShare)} of the time` : ""}.`
        : "All connections answered as normal.",
    figures: [
      ...(dependencies ?? []).map((one) =>
        figureOf(
          sources,
          "dependencies",
          `Answers of ${one.dependency}`,
          "s",
          one.requests > 0 ? averageOf(one) : null,
          { normal: normalOf(one.dependency) },
        ),
      ),
      ...(dependency
        ? [
            figureOf(
              sources,
              "dependencyErrors",
              `Failed answers of ${dependency.subject}`,
              "share",
              dependency.errorShare,
              {
                normal: dependency.normalErrorShare,
              },
            ),
            figureOf(sources, "dependencyUp", `${dependency.subject} answered`, "share", dependency.upShare),
          ]
        : []),
    ],
  };
};
