import { figureOf } from "../figure-rules.ts";
import { percent } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

/** Was maintenance held in the period? */
export const maintenanceCheck: CheckMaker = ({ analysis, sources, explained, windowsKnown }) => {
  const { maintenance } = analysis;
  const none = windowsKnown
    ? "No window was held in the period, and no urgent release began."
    : "Whether a window was held is not known here; no urgent release began.";
  return {
    id: "maintenance",
    cause: "maintenance",
    question: "Was maintenance going on?",
    outcome: outcomeOf(windowsKnown || maintenance !== null, (explained.get("maintenance") ?? 0) > 0),
    sentence: maintenance
      ? `${maintenance.title}: ${percent(maintenance.part)} of the time that everybody lost lies within it.`
      : none,
    figures: [
      figureOf(sources, "pages", "Part of everybody's lost time within maintenance", "share", maintenance?.part ?? 0),
    ],
  };
};
