import type { Series } from "#app/platform/grafana/grafana.ts";
import type { Sums } from "./latency-types.ts";
import { HOUR } from "./local-hours-rules.ts";

/** The four answers about the same hours, by client kind; the value at an hour's end covers the hour before it. */
export type HourAnswers = Readonly<Record<keyof Sums, readonly Series[]>>;
export type AnsweredHour = Sums & { hour: number; client: string };

/** Without these an hour of requests is not measured; without errors nothing ever failed. */
const needed = ["seconds", "within"] as const;

/** What was answered of one figure: hour, then client. Null is a value that is none (NaN). */
function byHour(series: readonly Series[]): Map<number, Map<string, number | null>> {
  const hours = new Map<number, Map<string, number | null>>();
  for (const { labels, points } of series) {
    const client = labels.client || "other";
    for (const [time, value] of points) {
      if (time % HOUR !== 0) continue;
      const hour = time - HOUR;
      let clients = hours.get(hour);
      if (!clients) {
        clients = new Map();
        hours.set(hour, clients);
      }
      clients.set(client, value === null ? null : Math.max(0, value));
    }
  }
  return hours;
}

/**
 * Rows of the hours that were answered. A client kind without a series, in an hour that has one of another, had no requests.
 * An hour with a value that is none, or with requests of a client kind whose other figures are missing, is left out whole: it
 * was not measured, and the requests without their seconds would look fast.
 * @param clients the profile's client kinds; others that answer are added
 */
export function answeredHours(answers: HourAnswers, clients: readonly string[]): AnsweredHour[] {
  const figures = {
    requests: byHour(answers.requests),
    seconds: byHour(answers.seconds),
    within: byHour(answers.within),
    errors: byHour(answers.errors),
  };
  const rows: AnsweredHour[] = [];
  for (const hour of [...figures.requests.keys()].toSorted((a, b) => a - b)) {
    const answered = Object.values(figures).map((figure) => figure.get(hour));
    if (answered.some((values) => values && [...values.values()].includes(null))) continue;
    const requested = [...figures.requests.get(hour)!].flatMap(([client, count]) => (count ? [client] : []));
    if (needed.some((name) => !figures[name].has(hour))) continue;
    if (needed.some((name) => requested.some((client) => !figures[name].get(hour)!.has(client)))) continue;
    const known = new Set([...clients, ...answered.flatMap((values) => [...(values?.keys() ?? [])])]);
    for (const client of known) {
      const value = (name: keyof Sums) => figures[name].get(hour)?.get(client) ?? 0;
      rows.push({
        hour,
        client,
        requests: value("requests"),
        seconds: value("seconds"),
        within: value("within"),
        errors: value("errors"),
      });
    }
  }
  return rows;
}
