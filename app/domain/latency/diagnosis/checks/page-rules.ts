import { figureOf } from "../figure-rules.ts";
import { releaseBefore } from "../service-rules.ts";
import { seconds, times } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

/** Is one page slow for everybody, while the others are not? */
export const pageCheck: CheckMaker = ({ facts, analysis, sources, explained }) => {
  const { page, asked } = analysis;
  const release = releaseBefore(facts);
  const since = release
    ? ` Release ${release.version} (${release.kind}) began to run within 72 hours before.`
    : " No release began within 72 hours before.";
  const figures = [
    ...(asked
      ? [figureOf(sources, "pages", `Server time of ${asked.page}`, "s", asked.seen, { normal: asked.normal })]
      : []),
    ...(page && page.subject !== asked?.page
      ? [figureOf(sources, "pages", `Server time of ${page.subject}`, "s", page.seen, { normal: page.normal })]
      : []),
    ...(page ? [figureOf(sources, "pages", "The other pages against their normal", "ratio", page.peers)] : []),
  ];
  return {
    id: "page",
    cause: "page",
    question: "Is one page slow for everybody?",
    outcome: outcomeOf(facts.seen.pages !== null && facts.seen.pages.length > 0, (explained.get("page") ?? 0) > 0),
    sentence:
      facts.seen.pages === null
        ? "The pages' times are unknown."
        : page
          ? `${page.subject} took ${seconds(page.seen)}, normally ${seconds(page.normal)}, while the other pages took ${times(page.peers)} their normal.${since}`
          : `No page was apart from the others.${asked ? ` ${asked.page} took ${seconds(asked.seen)}, normally ${seconds(asked.normal)}.` : ""}`,
    figures,
  };
};
