import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { ServiceCtx } from "../context.ts";
import { HOUR } from "../latency/local-hours-rules.ts";
import { labelled } from "../latency/answer-rules.ts";
import { pageSumsOf } from "../latency/page-answer-rules.ts";
import type { Ask, Measurement, Provenance } from "../measurements/measurement.ts";
import { type Segment, WEEKS_BACK } from "./comparison-hours-rules.ts";
import type { Counted } from "./comparison-rules.ts";

/** What is over does not change. */
const FRESH_SECONDS = 24 * 3600;

type Counts = { weeks: (Counted[] | null)[]; provenance: Provenance[]; problem: null } | { problem: GrafanaProblem };

/**
 * Requests and seconds of each page and client kind: in the hours after a release, and in the same hours of the weeks before.
 * @returns of the hours themselves first, then of one week before and so on; null for a week that is not used
 * @param options.firstHour it is counted to the second; anything longer comes from recorded hours
 */
export async function countWeeks(
  ctx: ServiceCtx,
  segments: readonly Segment[],
  { firstHour }: { firstHour: boolean },
): Promise<Counts> {
  const starts = segments.map(({ hours, from, before }) => ({ hours, at: [from, ...before] }));
  const places = starts.flatMap(({ hours, at }) =>
    at.flatMap((from, week) => (from === null ? [] : [{ week, end: from + hours * HOUR, hours }])),
  );
  const answers = await ctx.measurements.read(places.flatMap((place) => asksAbout(place, firstHour)));
  const problem = answers.find(({ provenance }) => provenance.problem)?.provenance.problem;
  if (problem) return { problem };
  const weeks = Array.from({ length: WEEKS_BACK + 1 }, (): Counted[] | null => null);
  for (const [index, { week }] of places.entries()) {
    const [requests, times] = answers.slice(index * 2, index * 2 + 2);
    weeks[week] = [
      ...(weeks[week] ?? []),
      ...(firstHour ? fromAverages(requests!, times!) : (pageSumsOf(requests, times) ?? [])),
    ];
  }
  return { weeks, provenance: answers.slice(0, 2).map(({ provenance }) => provenance), problem: null };
}

function asksAbout({ end, hours }: { end: number; hours: number }, firstHour: boolean): Ask[] {
  const purposes = firstHour
    ? (["latency.requests", "latency.average"] as const)
    : (["latency.period_requests", "latency.period_seconds"] as const);
  return purposes.map((purpose) => ({
    purpose,
    params: { window: `${hours}h`, filters: {}, by: ["page", "client"] },
    kind: "instant",
    at: new Date(end),
    freshSeconds: FRESH_SECONDS,
  }));
}

/** Times as averages, made into seconds again so that they can be summed. */
function fromAverages(requests: Measurement, averages: Measurement): Counted[] {
  const keyOf = ({ page = "", client = "" }) => JSON.stringify([client, page]);
  const of = new Map((labelled(averages) ?? []).map(({ labels, value }) => [keyOf(labels), value]));
  return (labelled(requests) ?? []).flatMap(({ labels, value }) => {
    const average = of.get(keyOf(labels));
    const { page = "", client = "" } = labels;
    return average === undefined ? [] : [{ page, client, requests: value, seconds: value * average }];
  });
}
