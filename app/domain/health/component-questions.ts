import type { Series } from "#app/platform/grafana/grafana.ts";
import { componentPurposes } from "#app/profile/component-purposes.ts";
import type { QueryParams } from "#app/profile/fill-query.ts";
import { type PurposeName, purposes } from "#app/profile/purposes.ts";
import type { ComponentQuery } from "#db/schema/health.ts";

/** The period that a rate is taken over: long enough for a few scrapes, short enough to be about now. */
export const STATE_WINDOW = "5m";

/** One question to Grafana that answers the queries of several components. */
export type Question = { purpose: PurposeName; params: QueryParams; queries: ComponentQuery[] };

/**
 * The fewest questions that answer all the queries: those of the same purpose that filter by the same labels become one,
 * grouped by those labels. Never one for each component.
 * @returns without the queries that cannot be asked (a purpose that the profile no longer has): nothing answers those
 */
export function questionsFor(queries: readonly ComponentQuery[]): Question[] {
  const grouped = new Map<string, { purpose: PurposeName; queries: ComponentQuery[] }>();
  for (const query of queries) {
    const purpose = componentPurposes.find((name) => name === query.purpose);
    if (!purpose || Object.keys(query.filters).some((label) => !knows(purpose, label))) continue;
    const labels = Object.keys(query.filters).sort();
    // What cannot be grouped is asked for by itself: two different filters would come back as one number.
    const key = JSON.stringify([
      purpose,
      groups(purpose) ? labels : labels.map((label) => [label, query.filters[label]]),
    ]);
    const group = grouped.get(key);
    if (group) group.queries.push(query);
    else grouped.set(key, { purpose, queries: [query] });
  }
  return [...grouped.values()].map((group) => ({ ...group, params: paramsOf(group) }));
}

const knows = (purpose: PurposeName, label: string) =>
  purposes[purpose].labels.some((known: string) => known === label);
const takes = (purpose: PurposeName, name: string) => purposes[purpose].placeholders.some((taken) => taken === name);
const groups = (purpose: PurposeName) => takes(purpose, "by");

function paramsOf({ purpose, queries }: { purpose: PurposeName; queries: ComponentQuery[] }): QueryParams {
  const labels = Object.keys(queries[0]!.filters).sort();
  const filters = Object.fromEntries(
    labels.map((label): [string, string | string[]] => {
      const values = [...new Set(queries.map((query) => query.filters[label]!))].sort();
      return [label, values.length === 1 ? values[0]! : values];
    }),
  );
  return {
    filters,
    ...(groups(purpose) ? { by: labels } : {}),
    ...(takes(purpose, "window") ? { window: STATE_WINDOW } : {}),
  };
}

/** The series that answers one of a question's queries. Undefined: nobody measures it. */
export function seriesFor(question: Question, query: ComponentQuery, answer: readonly Series[]): Series | undefined {
  if (!groups(question.purpose)) return answer[0];
  return answer.find(({ labels }) => Object.entries(query.filters).every(([name, value]) => labels[name] === value));
}
