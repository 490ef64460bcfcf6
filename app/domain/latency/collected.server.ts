import { eq } from "drizzle-orm";
import { collector } from "#db/schema/latency.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import { purposes } from "#app/profile/purposes.ts";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { ServiceCtx } from "../context.ts";
import type { Provenance } from "../measurements/measurement.ts";
import { problemFor } from "../measurements/problem-for.ts";
import { HOURS_COLLECTOR, historyOf } from "./history-rules.ts";
import { eachHour, type HourTable } from "./hour-table-rules.ts";
import type { History, Period } from "./latency-types.ts";
import { floorHour } from "./local-hours-rules.ts";

/** The newest hours are asked for every minute; after three rounds without an answer they are old. */
const STALE_AFTER_MS = 180_000;

export type Collected = { problem: GrafanaProblem | null; history: History };

/** How the collecting of hours goes: its last fault, and how far back it has come. */
export async function readCollected(ctx: ServiceCtx, hours: HourTable): Promise<Collected> {
  const [row] = await ctx.db.select().from(collector).where(eq(collector.name, HOURS_COLLECTOR));
  const progress = row?.progress as { from: number; ended: boolean } | null | undefined;
  const problem = problemFor(ctx, (row?.problem as GrafanaProblem | null | undefined) ?? null);
  const oldest = hours.length > 0 ? hours.from : null;
  return { problem, history: historyOf(progress ?? null, oldest, ctx.clock.now(), problem !== null) };
}

/** Where a figure that was summed from hours comes from. Only a period that still runs can be old. */
export function hoursProvenance(
  ctx: ServiceCtx,
  hours: HourTable,
  period: Pick<Period, "from" | "to" | "until">,
  { collected, client = "", exclusions = [] }: { collected: Collected; client?: string; exclusions?: string[] },
): Provenance {
  const now = ctx.clock.now().getTime();
  let newest = 0;
  const span = { from: Date.parse(period.from), to: floorHour(Date.parse(period.until)) };
  eachHour(hours, span, client, (_, __, measuredAt) => {
    // A stamp of a clock that was ahead says nothing about when.
    if (measuredAt <= now + STALE_AFTER_MS) newest = Math.max(newest, measuredAt);
  });
  const running = Date.parse(period.until) >= now;
  return {
    purpose: "latency.hour_seconds",
    what: `${purposes["latency.hour_seconds"].what}, summed and divided by ${purposes["latency.hour_requests"].what.toLowerCase()}`,
    promql: fillQuery(ctx.profile, "latency.hour_seconds", { by: ["client"], filters: client ? { client } : {} }),
    from: period.from,
    to: period.until,
    fetchedAt: newest > 0 ? new Date(newest).toISOString() : null,
    stale: running && newest > 0 && now - newest > STALE_AFTER_MS,
    exclusions,
    problem: running ? collected.problem : null,
  };
}
