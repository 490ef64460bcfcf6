import { Temporal } from "temporal-polyfill";
import type { ServiceCtx } from "../context.ts";
import { attained, bothOf, trendOf } from "./attainment-rules.ts";
import { type Collected, hoursProvenance } from "./collected.server.ts";
import { leftOutOf } from "./correction-rules.ts";
import type { HourTable } from "./hour-table-rules.ts";
import type { Both, ClientFigures, Period, PeriodRow, WindowSpan } from "./latency-types.ts";
import { type Live, NOW_MINUTES } from "./live.server.ts";
import { floorHour, HOUR } from "./local-hours-rules.ts";
import { previousOf } from "./period-rules.ts";

export type Known = { hours: HourTable; windows: readonly WindowSpan[]; collected: Collected; client: string };

/** What the figures of a period are judged by. */
const judging = (ctx: ServiceCtx, { windows, client }: Known) => ({
  windows,
  client,
  target: ctx.profile.latency.targetSeconds,
});

/** A period as summed from its hours. */
export function bothOfPeriod(ctx: ServiceCtx, known: Known, { from, until }: Pick<Period, "from" | "until">): Both {
  return bothOf(known.hours, { from: Date.parse(from), to: Date.parse(until) }, judging(ctx, known));
}

/** A row of the overview: a period, the one before up to the same point, and where it comes from. */
export function periodRow(
  ctx: ServiceCtx,
  known: Known,
  row: Pick<PeriodRow, "id" | "name" | "period" | "percentiles">,
): PeriodRow {
  const both = bothOfPeriod(ctx, known, row.period);
  const before = previousOf(row.period, ctx.profile.service.timeZone);
  const earlier = bothOf(known.hours, { from: before.from.getTime(), to: before.to.getTime() }, judging(ctx, known));
  const trend =
    both.raw.coverage.hoursPassed === 0
      ? { difference: null, words: "No whole hour has passed yet" }
      : trendOf(both.raw.average, earlier.raw.average, before.name);
  const { collected, client, hours } = known;
  const { exclusions } = both;
  return {
    ...row,
    ...both,
    trend,
    provenance: hoursProvenance(ctx, hours, row.period, { collected, client, exclusions }),
  };
}

/** The last minutes, compared with the same hour a week ago. A window that is open leaves nothing to correct. */
export function nowRow(ctx: ServiceCtx, known: Known, live: Live): PeriodRow {
  const now = ctx.clock.now().getTime();
  const zone = ctx.profile.service.timeZone;
  const span = { from: now - NOW_MINUTES * 60_000, to: now };
  const open = leftOutOf(known.windows, span);
  const nothing = attained({ requests: 0, seconds: 0, within: 0, errors: 0 }, live.now.target, live.now.coverage);
  const weekAgo = floorHour(
    Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).subtract({ weeks: 1 }).epochMilliseconds,
  );
  const earlier = bothOf(known.hours, { from: weekAgo, to: weekAgo + HOUR }, judging(ctx, known));
  const exclusions = open.map(({ window }) => `“${window.title.en}” is under way: the promise excepts it.`);
  const [from, to] = [new Date(span.from).toISOString(), new Date(now).toISOString()];
  return {
    id: "now",
    name: "Now",
    period: { kind: "rolling", key: "now", label: `Last ${NOW_MINUTES} minutes`, from, to, until: to },
    raw: live.now,
    corrected: open.length > 0 ? nothing : live.now,
    hoursLeftOut: open.length > 0 ? 1 : 0,
    exclusions,
    trend: trendOf(live.now.average, earlier.raw.average, "this hour last week"),
    percentiles: live.nowPercentiles,
    provenance: { ...live.nowMeasurement.provenance, exclusions },
  };
}

/** A period by client kind, in the profile's order. */
export function clientFigures(ctx: ServiceCtx, known: Known, period: Pick<Period, "from" | "until">): ClientFigures[] {
  return ctx.profile.latency.clients.map(({ id, name }) => ({
    client: id,
    name,
    ...bothOfPeriod(ctx, { ...known, client: id }, period),
  }));
}
