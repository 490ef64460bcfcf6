import type { Measurement } from "../measurements/measurement.ts";
import { labelled } from "./answer-rules.ts";
import type { PageSums } from "./page-rules.ts";

/** Answers about the same pages as one row for each page and client kind; null when there is no answer at all. */
export function pageSumsOf(requests?: Measurement, used?: Measurement, within?: Measurement): PageSums[] | null {
  const [counts, times, fast] = [requests, used, within].map((answer) => answer && labelled(answer));
  if (!counts || !times) return null;
  const keyOf = ({ page = "", client = "" }) => `${client} ${page}`;
  const byKey = (rows: typeof counts) => new Map(rows.map(({ labels, value }) => [keyOf(labels), value]));
  const [timeOf, fastOf] = [byKey(times), byKey(fast ?? [])];
  return counts.flatMap(({ labels, value }) => {
    const key = keyOf(labels);
    const time = timeOf.get(key);
    if (time === undefined) return [];
    const { page = "", client = "" } = labels;
    return [{ page, client, requests: value, seconds: time, within: fastOf.get(key) ?? null }];
  });
}
