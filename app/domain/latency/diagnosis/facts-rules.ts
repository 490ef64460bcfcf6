import type { Labels, Series } from "#app/platform/grafana/grafana.ts";
import { type Count, type ReleaseSeen, type Segment, segments, type WeekFacts } from "./facts.ts";
import type { QuestionName } from "./questions.ts";

/** Answers of one week by the name of the question; null where Grafana did not answer. */
export type Answers = Record<QuestionName, Series[] | null>;

type Row = { labels: Labels; value: number };

const last = ({ labels, points }: Series): Row[] => {
  const value = points.at(-1)?.[1];
  return typeof value === "number" && Number.isFinite(value) ? [{ labels, value }] : [];
};
const rowsOf = (series: Series[] | null): Row[] | null => series?.flatMap(last) ?? null;
const one = (series: Series[] | null): number | null | undefined => {
  const rows = rowsOf(series);
  return rows === null ? null : rows[0]?.value;
};

const keyOf = (labels: Labels, names: readonly string[]) => JSON.stringify(names.map((name) => labels[name] ?? ""));

/** Averages and requests of the same things as counts; those without traffic are not there. In the order of their names. */
function counts(average: Series[] | null, requests: Series[] | null, names: readonly string[]) {
  const [averages, numbers] = [rowsOf(average), rowsOf(requests)];
  if (averages === null || numbers === null) return null;
  const averageOf = new Map(averages.map(({ labels, value }) => [keyOf(labels, names), value]));
  return numbers
    .flatMap(({ labels, value }) => {
      const key = keyOf(labels, names);
      const seconds = averageOf.get(key);
      if (value <= 0 || seconds === undefined) return [];
      return [{ key, labels, requests: value, seconds: seconds * value }];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function bySegment(average: Series[] | null, pages: Series[] | null): WeekFacts["rum"] {
  const found = counts(average, pages, ["segment"]);
  return (
    found &&
    Object.fromEntries(
      found.flatMap(({ labels, requests, seconds }) =>
        segments.includes(labels.segment as Segment) ? [[labels.segment, { requests, seconds }]] : [],
      ),
    )
  );
}

/** No report at all is a count of none: whether there was anything to count, the other figures say. */
function reportsOf(requests: Series[] | null, rows: Series[] | null, seconds: Series[] | null): WeekFacts["reports"] {
  const [count, each, time] = [one(requests), one(rows), one(seconds)];
  if (count === null || each === null || time === null) return null;
  return { requests: count ?? 0, rows: (count ?? 0) * (each ?? 0), seconds: time ?? 0 };
}

function integrationsOf(requests: Series[] | null, seconds: Series[] | null): WeekFacts["integrations"] {
  const [numbers, times] = [rowsOf(requests), rowsOf(seconds)];
  if (numbers === null || times === null) return null;
  const names = ["integration", "resource"];
  const secondsOf = new Map(times.map(({ labels, value }) => [keyOf(labels, names), value]));
  return numbers
    .filter(({ value }) => value > 0)
    .map(({ labels, value }) => ({
      integration: labels.integration ?? "",
      resource: labels.resource ?? "",
      requests: value,
      seconds: secondsOf.get(keyOf(labels, names)) ?? 0,
    }))
    .sort((a, b) => (a.integration + a.resource < b.integration + b.resource ? -1 : 1));
}

function dependenciesOf(answers: Answers): WeekFacts["dependencies"] {
  const [averages, requests] = [rowsOf(answers.dependencies), rowsOf(answers.dependencyRequests)];
  if (averages === null || requests === null) return null;
  const values = (rows: Row[] | null) => new Map(rows?.map(({ labels, value }) => [labels.dependency ?? "", value]));
  const [average, count] = [values(averages), values(requests)];
  const [errors, up] = [values(rowsOf(answers.dependencyErrors)), values(rowsOf(answers.dependencyUp))];
  const names = [...new Set([...count.keys(), ...up.keys()])].sort();
  return names.map((dependency) => ({
    dependency,
    requests: count.get(dependency) ?? 0,
    seconds: (count.get(dependency) ?? 0) * (average.get(dependency) ?? 0),
    errorShare: errors.get(dependency) ?? null,
    upShare: up.get(dependency) ?? null,
  }));
}

/** One week's answers as figures. */
export function weekFacts(answers: Answers): WeekFacts {
  const clients = counts(answers.average, answers.requests, ["client"]);
  const everybody = one(answers.everybodyIntegrations);
  const everybodySeconds = one(answers.everybodyIntegrationSeconds);
  const pages = counts(answers.pages, answers.pageRequests, ["page", "client"]);
  const nodes = counts(answers.nodes, answers.nodeRequests, ["node", "role"]);
  return {
    clients:
      clients &&
      Object.fromEntries(clients.map(({ labels, requests, seconds }) => [labels.client ?? "", { requests, seconds }])),
    rum: bySegment(answers.rum, answers.rumPages),
    reports: reportsOf(answers.reports, answers.reportRows, answers.reportSeconds),
    integrations: integrationsOf(answers.integrations, answers.integrationSeconds),
    pages:
      pages?.map(({ labels, ...count }) => ({
        page: labels.page ?? "",
        client: labels.client ?? "",
        ...plain(count),
      })) ?? null,
    nodes:
      nodes?.map(({ labels, ...count }) => ({ node: labels.node ?? "", role: labels.role ?? "", ...plain(count) })) ??
      null,
    dependencies: dependenciesOf(answers),
    everybody: {
      rum: bySegment(answers.everybodyRum, answers.everybodyRumPages),
      reports: reportsOf(answers.everybodyReports, answers.everybodyReportRows, answers.everybodyReportSeconds),
      integrations:
        everybody === null || everybodySeconds === null
          ? null
          : { requests: everybody ?? 0, seconds: everybodySeconds ?? 0 },
    },
  };
}

const plain = ({ requests, seconds }: Count): Count => ({ requests, seconds });

/**
 * The releases that began within what was looked at: a version that is there at the first look began earlier, and after a gap
 * nobody knows when one began, so it is taken as begun when it was seen.
 */
export function releasesSeen(series: readonly Series[]): ReleaseSeen[] {
  const seen = series.map(({ labels, points }) => ({
    version: labels.version ?? "",
    kind: labels.kind ?? "",
    at: points.find(([, value]) => value !== null && value > 0)?.[0] ?? null,
  }));
  const times = seen.flatMap(({ at }) => at ?? []);
  const first = Math.min(...times);
  return seen
    .flatMap(({ at, ...release }) => (at === null || at === first ? [] : [{ ...release, at }]))
    .sort((a, b) => a.at - b.at || (a.version < b.version ? -1 : 1));
}
