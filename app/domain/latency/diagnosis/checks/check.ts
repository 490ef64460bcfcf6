import type { Analysis } from "../analysis-rules.ts";
import type { Check } from "../diagnosis-types.ts";
import type { Facts } from "../facts.ts";
import type { Sources } from "../figure-rules.ts";

/** What a check is made from. Charts are added where the courses are at hand. */
export type CheckInput = {
  facts: Facts;
  analysis: Analysis;
  sources: Sources;
  /** Seconds of each load that each cause explains. */
  explained: ReadonlyMap<string, number>;
  windowsKnown: boolean;
};
export type CheckMaker = (input: CheckInput) => Omit<Check, "chart">;

export const outcomeOf = (known: boolean, supports: boolean): Check["outcome"] =>
  known ? (supports ? "supports" : "against") : "no_data";
