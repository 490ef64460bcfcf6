import type { Provenance } from "../../measurements/measurement.ts";
import type { Figure, Unit } from "./diagnosis-types.ts";
import type { QuestionName } from "./questions.ts";

export type Sources = Readonly<Record<QuestionName, Provenance>>;

/** A figure with the query that it comes from, and what it is compared with. */
export function figureOf(
  sources: Sources,
  question: QuestionName,
  what: string,
  unit: Unit,
  value: number | null | undefined,
  compared: Record<string, number | null | undefined> = {},
): Figure {
  const { promql, from, to, fetchedAt } = sources[question];
  return {
    what,
    value: rounded(value),
    unit,
    compared: Object.entries(compared).map(([name, other]) => ({ with: name, value: rounded(other) })),
    query: promql,
    from,
    to,
    fetchedAt: fetchedAt ?? "",
  };
}

/** Six decimals: below them the same data can add up differently. */
export const rounded = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(6));
