import { averageOf, type Compared, median } from "./baseline-rules.ts";
import type { Others } from "./everybody-rules.ts";
import type { Count, Facts, WeekFacts } from "./facts.ts";
import * as limit from "./thresholds-rules.ts";

export type LoadCause = "reports" | "integration" | "robot";

/** A load of the customer's own: what it asks of the service besides its people's pages. */
export type Load = {
  cause: LoadCause;
  /** The integration that grew most; null where there is only one kind. */
  subject: string | null;
  /** Requests; of reports their rows. */
  volume: number;
  normalVolume: number;
  seconds: number;
  normalSeconds: number;
  /** Everybody's growth of the same kind at the same time; 1 is none. */
  growth: number;
  /** Seconds above what the normal, everybody's growth and the general slowness make. */
  excess: number;
  /** Of these, the ones that people wait for themselves: a report is a request of the browser's, beside making others wait. */
  direct: number;
  heavy: boolean;
};

type Amount = { volume: number; seconds: number };
const none: Amount = { volume: 0, seconds: 0 };

/**
 * The customer's own loads. One is heavy when its volume grew beyond everybody's growth, or when its seconds grew far beyond
 * what slowed down everything of this customer: slowness itself makes seconds, and is not their effect.
 * @param mine the customer's requests of the client in question
 * @param others by client
 */
export function loadsOf(facts: Facts, mine: Compared | null, others: Record<string, Others | null>): Load[] {
  const slowed = mine?.ratio ?? 1;
  const growth = (client: string) => Math.max(1, others[client]?.growth ?? 1);
  const rise = (client: string) => 1 + (others[client]?.rise ?? 0);
  const load = (
    cause: LoadCause,
    subject: string | null,
    amount: (week: WeekFacts) => Amount | null,
    grown: number,
    general: number,
  ): Load[] => {
    const seen = amount(facts.seen);
    if (seen === null) return [];
    // A week in which the customer did nothing at all tells nothing; one without this load had none of it.
    const weeks = facts.normal.flatMap((week) => (isThere(week) ? (amount(week) ?? []) : []));
    const normal = {
      volume: median(weeks.map(({ volume }) => volume)),
      seconds: median(weeks.map(({ seconds }) => seconds)),
    };
    if (normal.volume === null || normal.seconds === null) return [];
    const slowness = Math.max(general, slowed);
    const excess = Math.max(0, seen.seconds - normal.seconds * grown * general);
    const more = seen.volume > limit.LOAD_VOLUME_TIMES * normal.volume * grown;
    const longer = seen.seconds > limit.LOAD_SECONDS_TIMES * normal.seconds * grown * slowness;
    return [
      {
        cause,
        subject,
        ...seen,
        normalVolume: normal.volume,
        normalSeconds: normal.seconds,
        growth: grown,
        excess,
        direct: cause === "reports" ? Math.max(0, excess - moreReports(facts, grown) * (mine?.normal ?? 0)) : 0,
        heavy: excess > 0 && (more || longer),
      },
    ];
  };
  const client = (name: string) => (week: WeekFacts) =>
    week.clients === null ? null : asAmount(week.clients[name] ?? null);
  const reported = (week: WeekFacts) =>
    week.reports === null ? null : { volume: week.reports.rows, seconds: week.reports.seconds };
  const reportGrowth = Math.max(growth("browser"), reportsGrowth(facts));
  const integrations = (week: WeekFacts) =>
    week.integrations === null
      ? null
      : week.integrations.reduce<Amount>(
          (all, { requests, seconds }) => ({ volume: all.volume + requests, seconds: all.seconds + seconds }),
          none,
        );
  const integrationGrowth = Math.max(growth("api"), integrationsGrowth(facts));
  return [
    ...load("reports", null, reported, reportGrowth, rise("browser")),
    ...load("integration", grownMost(facts), integrations, integrationGrowth, rise("api")),
    ...load("robot", null, client("robot"), growth("robot"), rise("robot")),
  ];
}

const asAmount = (count: Count | null): Amount =>
  count === null ? none : { volume: count.requests, seconds: count.seconds };
const isThere = ({ clients }: WeekFacts) => clients !== null && Object.keys(clients).length > 0;

/** How many more reports there were than usual: each is a request in place of none, which would have taken its time too. */
function moreReports({ seen, normal }: Facts, grown: number): number {
  const usual = median(normal.flatMap((week) => (isThere(week) ? (week.reports?.requests ?? []) : []))) ?? 0;
  return Math.max(0, (seen.reports?.requests ?? 0) - usual * grown);
}

/**
 * How the calls of the customer's own integrations fared, each against its own normal: what a slow server adds to them it adds to
 * everything of this customer, while its own load makes its people wait. 1 is as always; null for too few calls.
 */
export function callsRatio({ seen, normal }: Facts): number | null {
  let [requests, took, usual] = [0, 0, 0];
  for (const one of seen.integrations ?? []) {
    const before = normal.flatMap(({ integrations }) => {
      const same = integrations?.find((o) => o.integration === one.integration && o.resource === one.resource);
      return same && same.requests >= limit.WEEK_REQUESTS_MIN ? averageOf(same) : [];
    });
    const average = median(before);
    if (average === null || average <= 0) continue;
    requests += one.requests;
    took += one.seconds;
    usual += one.requests * average;
  }
  return requests >= limit.REQUESTS_MIN && usual > 0 ? took / usual : null;
}

/** All other customers' reports, rows for rows. */
function reportsGrowth(facts: Facts): number {
  const rows = (week: WeekFacts) =>
    week.everybody.reports && week.reports ? week.everybody.reports.rows - week.reports.rows : null;
  return growthOf(rows(facts.seen), facts.normal.map(rows));
}

function integrationsGrowth(facts: Facts): number {
  const requests = (week: WeekFacts) =>
    week.everybody.integrations && week.integrations
      ? week.everybody.integrations.requests - week.integrations.reduce((sum, one) => sum + one.requests, 0)
      : null;
  return growthOf(requests(facts.seen), facts.normal.map(requests));
}

function growthOf(seen: number | null, weeks: readonly (number | null)[]): number {
  const normal = median(weeks.flatMap((value) => (value === null || value <= 0 ? [] : value)));
  return seen === null || normal === null ? 1 : seen / normal;
}

/** The integration whose seconds grew most, with its resource. */
function grownMost({ seen, normal }: Facts): string | null {
  const grown = (seen.integrations ?? []).map(({ integration, resource, seconds }) => {
    const before = normal.flatMap(({ integrations }) =>
      integrations === null
        ? []
        : (integrations.find((one) => one.integration === integration && one.resource === resource)?.seconds ?? 0),
    );
    return { name: `${integration}, ${resource}`, grown: seconds - (median(before) ?? 0) };
  });
  const [first] = grown.sort((a, b) => b.grown - a.grown || (a.name < b.name ? -1 : 1));
  return first && first.grown > 0 ? first.name : null;
}
