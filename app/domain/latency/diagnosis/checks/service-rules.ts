import { figureOf } from "../figure-rules.ts";
import { percent, seconds } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

/** Were all other customers slow at the same time? */
export const serviceCheck: CheckMaker = ({ analysis, sources, explained }) => {
  const { others, own, client } = analysis;
  const all = others[client] ?? null;
  const mine = own[client] ?? null;
  const supports = (explained.get("service") ?? 0) > 0 && (all?.rise ?? 0) > 0;
  return {
    id: "service",
    cause: "service",
    question: "Was the whole service slow at the same time?",
    outcome: outcomeOf(all !== null, supports),
    sentence:
      all === null
        ? "What all other customers saw is unknown."
        : all.rise > 0
          ? `All other customers waited ${seconds(all.seen)} a request, ${percent(all.rise)} above the normal ${seconds(all.normal)} of the same pages.`
          : `All other customers waited ${seconds(all.seen)} a request, as normal (${seconds(all.normal)}).`,
    figures: [
      figureOf(sources, "pages", "Server time of all other customers", "s", all?.seen, { normal: all?.normal }),
      figureOf(sources, "average", "Server time of this customer", "s", mine?.seen, {
        "its normal": mine?.normal,
        "all others": all?.seen,
      }),
      figureOf(sources, "pageRequests", "Growth of all other customers' requests", "ratio", all?.growth),
    ],
  };
};
