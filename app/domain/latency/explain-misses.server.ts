import { and, gt, isNull, lt, or } from "drizzle-orm";
import { incident } from "#db/schema/incidents.ts";
import type { ServiceCtx } from "../context.ts";
import type { Ask } from "../measurements/measurement.ts";
import type { HourTable } from "./hour-table-rules.ts";
import type { Miss, ReleaseMark, WindowSpan } from "./latency-types.ts";
import { type Incident, pageReasons, reasonsOf } from "./miss-rules.ts";
import { pageSumsOf } from "./page-answer-rules.ts";

/** Pages are asked for only of the worst: two questions each, in one request. */
const PAGES_ASKED_FOR = 5;
const FRESH_SECONDS = 86_400;

/** Misses with what is known of why. Without Grafana, the pages are left out. @param misses the worst first */
export async function explainMisses(
  ctx: ServiceCtx,
  misses: readonly Miss[],
  hours: HourTable,
  marks: { windows: readonly WindowSpan[]; releases: readonly ReleaseMark[] },
): Promise<Miss[]> {
  if (misses.length === 0) return [];
  const target = ctx.profile.latency.targetSeconds;
  const worst = misses.slice(0, PAGES_ASKED_FOR);
  const [incidents, answers] = await Promise.all([
    readIncidents(ctx, misses),
    ctx.measurements.read(worst.flatMap((miss) => [pagesOf(miss, "requests"), pagesOf(miss, "seconds")])),
  ]);
  return misses.map((miss, place) => ({
    ...miss,
    reasons: [
      ...reasonsOf(miss, hours, { ...marks, incidents, target }),
      ...pageReasons(pageSumsOf(answers[place * 2], answers[place * 2 + 1]) ?? [], target),
    ],
  }));
}

const pagesOf = ({ hours, to }: Miss, figure: "requests" | "seconds"): Ask => ({
  purpose: `latency.period_${figure}`,
  params: { window: `${hours}h`, by: ["page", "client"] },
  kind: "instant",
  at: new Date(to),
  freshSeconds: FRESH_SECONDS,
});

async function readIncidents(ctx: ServiceCtx, misses: readonly Miss[]): Promise<Incident[]> {
  const from = Math.min(...misses.map((miss) => Date.parse(miss.from)));
  const to = Math.max(...misses.map((miss) => Date.parse(miss.to)));
  const rows = await ctx.db
    .select({
      number: incident.number,
      title: incident.title,
      startedAt: incident.startedAt,
      resolvedAt: incident.resolvedAt,
    })
    .from(incident)
    .where(
      and(
        lt(incident.startedAt, new Date(to)),
        or(isNull(incident.resolvedAt), gt(incident.resolvedAt, new Date(from))),
      ),
    );
  return rows.map(({ number, title, startedAt, resolvedAt }) => ({
    number,
    title,
    from: startedAt.getTime(),
    to: resolvedAt?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
}
