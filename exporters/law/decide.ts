import type { Decision } from "./scope.ts";
import type { Adjustment } from "./scope-input.ts";
import type { RetentionRule } from "./types.ts";

export type Question = {
  rule: RetentionRule;
  /** The last day on which the rule asks for it, YYYY-MM-DD. */
  until: string;
  asOf: string;
  /** The request asks for its year. */
  wanted: boolean;
  /** Those that are about this material of this year. */
  adjustments: readonly Adjustment[];
};

/** What happens with one thing, and why: first the law's day, then the request, then the officer. Pure. */
export function decide({ rule, until, asOf, wanted, adjustments }: Question): Decision {
  const leftOut = adjustments.find((a) => a.kind === "leave_out");
  const kept = adjustments
    .filter((a) => a.until !== null && a.until > until && a.until >= asOf)
    .toSorted((a, b) => (a.until! < b.until! ? 1 : -1))[0];
  const expired = until < asOf && !kept;
  const retainUntil = kept?.until ?? until;
  const decision: Decision = {
    included: !expired && wanted && !leftOut,
    retainUntil,
    ruleId: rule.id,
    class: rule.class,
    citation: rule.citation,
    reason: reason(),
  };
  if (rule.note) decision.note = rule.note;
  if (rule.practice) decision.practice = true;
  if (rule.source.readIn === "guide") decision.readInGuide = true;
  return decision;

  function reason(): Decision["reason"] {
    if (expired)
      return {
        code: "retention_expired",
        sentence: `The law asked for it until ${until}; without that duty it is no longer kept or handed over.`,
      };
    if (!wanted)
      return {
        code: "year_not_asked_for",
        sentence: `To be kept until ${retainUntil}, but the request does not ask for this year.`,
      };
    if (leftOut)
      return {
        code: "left_out_by_officer",
        sentence: `To be kept until ${retainUntil}, but left out by an officer: ${leftOut.reason}`,
      };
    if (kept)
      return {
        code: "kept_longer_by_officer",
        sentence: `The law ${until < asOf ? "asked" : "asks"} for it until ${until}; an officer keeps it until ${kept.until}: ${kept.reason}`,
      };
    return { code: "required_by_law", sentence: `To be kept until ${until}.` };
  }
}
