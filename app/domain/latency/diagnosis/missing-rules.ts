import type { Analysis } from "./analysis-rules.ts";
import type { Facts, WeekFacts } from "./facts.ts";
import * as limit from "./thresholds-rules.ts";
import { count } from "./words-rules.ts";

/** What there was too little of, in sentences. */
export function missingWords(facts: Facts, analysis: Analysis, windowsKnown: boolean): string[] {
  const { seen, normal } = facts;
  const words: string[] = [];
  const unanswered = (Object.keys(labels) as (keyof typeof labels)[]).filter((name) => seen[name] === null);
  for (const name of unanswered) words.push(`Grafana did not answer about ${labels[name]}.`);
  const requests = Object.values(seen.clients ?? {}).reduce((sum, one) => sum + one.requests, 0);
  if (seen.clients !== null && requests < limit.REQUESTS_MIN)
    words.push(`The customer made ${count(requests)} requests in these hours; ${limit.REQUESTS_MIN} are needed.`);
  const weeks = normal.filter(({ clients }) => hasEnough(clients)).length;
  // While Grafana does not answer nothing is known of those weeks either.
  if (seen.clients !== null && weeks < limit.NORMAL_WEEKS)
    words.push(
      weeks === 0
        ? "There is no normal to compare with: the same hours of the four weeks before had too few requests."
        : `The normal is of ${weeks} of four weeks: the others had too few requests.`,
    );
  if (seen.clients !== null && requests >= limit.REQUESTS_MIN && !analysis.rum.network)
    words.push("There are too few real-user figures: what network and browser took is unknown.");
  if (analysis.enough && !analysis.others[analysis.client])
    words.push("There is nobody to compare with: the other customers' requests are unknown or too few.");
  if (!windowsKnown) words.push("Maintenance windows are not known here: the calendar's rule stands in for them.");
  return words;
}

const hasEnough = (clients: WeekFacts["clients"]) =>
  Object.values(clients ?? {}).some(({ requests }) => requests >= limit.WEEK_REQUESTS_MIN);

const labels = {
  clients: "the customer's requests",
  rum: "the customer's page loads",
  reports: "the customer's reports",
  integrations: "the customer's integrations",
  pages: "the pages of the service",
  nodes: "the servers",
  dependencies: "the built-in connections",
} as const satisfies Partial<Record<keyof WeekFacts, string>>;
