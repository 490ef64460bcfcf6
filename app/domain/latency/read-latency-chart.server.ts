import type { Series } from "#app/platform/grafana/grafana.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import type { Ask, Measurement, Provenance } from "../measurements/measurement.ts";
import { dailyLine, hourlyLine, type Resolution, resolutionOf } from "./chart-rules.ts";
import { hoursProvenance, readCollected } from "./collected.server.ts";
import { readHours } from "./hours.server.ts";
import type { ChartLine, LatencyChart, LatencyView, Period } from "./latency-types.ts";
import { isRunning } from "./period-rules.ts";
import { parseView } from "./parse-view.ts";
import { readReleases, readWindows } from "./read-marks.server.ts";
import type { ViewInput } from "./view-schema.ts";

const FRESH_SECONDS = { minutes: 60, hours: 600 };

type Lines = { lines: ChartLine[]; provenance: Provenance; note: string | null; resolution: string };

/**
 * Averages over a view's stretch of time, with the windows and releases in it. Up to two days by minutes from Grafana, and
 * by the console's own hours while Grafana is away; longer ones by hour or day. A page's hours are Grafana's recorded ones.
 * @throws DomainError `invalid` for a view that cannot be
 */
export async function readLatencyChart(ctx: ServiceCtx, input: ViewInput, signal?: AbortSignal): Promise<LatencyChart> {
  const staff = requirePermission(ctx, "latency.view");
  const { view, period } = parseView(staff, input);
  const [drawn, windows, releases] = await Promise.all([
    linesOf(staff, view, period, signal),
    readWindows(staff, new Date(period.from), new Date(period.to)),
    readReleases(staff, new Date(period.from), new Date(period.to)),
  ]);
  return { period, windows, releases, ...drawn };
}

async function linesOf(ctx: ServiceCtx, view: LatencyView, period: Period, signal?: AbortSignal): Promise<Lines> {
  const resolution = resolutionOf(period);
  if (resolution.from === "grafana") {
    const minutes = await minutesOf(ctx, view, period, resolution, signal);
    if (minutes.lines.length > 0 || view.page !== undefined) return minutes;
    const { problem } = minutes.provenance;
    const hours = await hoursOf(ctx, view, period, { words: "1 hour", stepSeconds: 3600, from: "hours" });
    return problem
      ? { ...hours, note: "Grafana is away: the chart shows whole hours that were measured before." }
      : hours;
  }
  return view.page === undefined
    ? hoursOf(ctx, view, period, resolution)
    : pageHoursOf(ctx, { ...view, page: view.page }, period, resolution, signal);
}

/** Clients with a line of their own; none is one line for all of the view. */
const splitClients = (ctx: ServiceCtx, view: LatencyView) =>
  view.split && view.client === "" ? ctx.profile.latency.clients : [];

const filtersOf = ({ client, page }: LatencyView): Record<string, string> => ({
  ...(client ? { client } : {}),
  ...(page ? { page } : {}),
});

function span(period: Period, stepSeconds: number) {
  const step = stepSeconds * 1000;
  return {
    from: new Date(Math.ceil(Date.parse(period.from) / step) * step),
    to: new Date(Math.floor(Date.parse(period.until) / step) * step),
  };
}

/** Only a period that still runs has a name: a zoom and a past day are questions of their own, whose answers stay. */
const periodName = (period: Period) => (period.kind !== "chosen" && isRunning(period) ? { period: period.key } : {});

async function minutesOf(
  ctx: ServiceCtx,
  view: LatencyView,
  period: Period,
  resolution: Resolution,
  signal?: AbortSignal,
): Promise<Lines> {
  const { stepSeconds } = resolution;
  const split = splitClients(ctx, view);
  const ask: Ask = {
    purpose: "latency.average",
    params: { window: "5m", filters: filtersOf(view), by: split.length > 0 ? ["client"] : [] },
    kind: "range",
    ...span(period, stepSeconds),
    stepSeconds,
    freshSeconds: FRESH_SECONDS.minutes,
    ...periodName(period),
  };
  const [answer] = (await ctx.measurements.read([ask], signal)) as [Measurement];
  const lines =
    split.length > 0
      ? split.flatMap(({ id, name }) => {
          const found = answer.series?.find(({ labels }) => labels.client === id);
          return found ? [{ key: id, label: name.en, points: points(found) }] : [];
        })
      : (answer.series ?? []).slice(0, 1).map((found) => ({ ...lineName(ctx, view), points: points(found) }));
  return { lines, provenance: answer.provenance, note: null, resolution: resolution.words };
}

const points = ({ points: given }: Series): ChartLine["points"] => given.map(([at, value]) => [at, value]);

function lineName(ctx: ServiceCtx, { page, client }: LatencyView): { key: string; label: string } {
  const name = ctx.profile.latency.clients.find(({ id }) => id === client)?.name.en;
  const label = [page, name].filter(Boolean).join(", ");
  return { key: client || "all", label: label || "All" };
}

async function hoursOf(ctx: ServiceCtx, view: LatencyView, period: Period, resolution: Resolution): Promise<Lines> {
  const hours = await readHours(ctx);
  const collected = await readCollected(ctx, hours);
  const stretch = { from: Date.parse(period.from), to: Date.parse(period.until) };
  const line = (client: string) =>
    resolution.stepSeconds > 3600
      ? dailyLine(hours, stretch, client, ctx.profile.service.timeZone)
      : hourlyLine(hours, stretch, client);
  const split = splitClients(ctx, view);
  const lines =
    split.length > 0
      ? split.map(({ id, name }) => ({ key: id, label: name.en, points: line(id) }))
      : [{ ...lineName(ctx, view), points: line(view.client) }];
  return {
    lines: lines.filter((drawn) => drawn.points.length > 0),
    provenance: hoursProvenance(ctx, hours, period, { collected, client: view.client }),
    note: null,
    resolution: resolution.words,
  };
}

/** A page's line by hour or day: recorded seconds over recorded requests, both known at the end of their step. */
async function pageHoursOf(
  ctx: ServiceCtx,
  view: LatencyView & { page: string },
  period: Period,
  resolution: Resolution,
  signal?: AbortSignal,
): Promise<Lines> {
  const { stepSeconds } = resolution;
  const { from, to } = span(period, stepSeconds);
  // Each answer tells of the step before it: the first one's begins the period.
  const first = new Date(from.getTime() + stepSeconds * 1000);
  const ask = (purpose: "latency.period_seconds" | "latency.period_requests"): Ask => ({
    purpose,
    params: { window: `${stepSeconds}s`, filters: filtersOf(view), by: [] },
    kind: "range",
    from: first,
    to: to < first ? first : to,
    stepSeconds,
    freshSeconds: FRESH_SECONDS.hours,
    ...periodName(period),
  });
  const [used, requests] = (await ctx.measurements.read(
    [ask("latency.period_seconds"), ask("latency.period_requests")],
    signal,
  )) as [Measurement, Measurement];
  const counts = new Map(requests.series?.[0]?.points ?? []);
  const drawn = (used.series?.[0]?.points ?? []).map(([at, value]): ChartLine["points"][number] => {
    const count = counts.get(at);
    return [at - stepSeconds * 1000, value !== null && count ? value / count : null];
  });
  return {
    lines: drawn.length > 0 ? [{ ...lineName(ctx, view), points: drawn }] : [],
    provenance: used.provenance,
    note: null,
    // Grafana puts steps of a day at midnights of its own.
    resolution: stepSeconds > 3600 ? `${resolution.words} (UTC)` : resolution.words,
  };
}
