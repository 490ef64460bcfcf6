import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { budgetOf } from "./budget-rules.ts";
import { readCollected } from "./collected.server.ts";
import { readHours } from "./hours.server.ts";
import type { LatencyOverview, Period, PeriodRow } from "./latency-types.ts";
import { readLive } from "./live.server.ts";
import { parseView } from "./parse-view.ts";
import { clientFigures, nowRow, periodRow } from "./period-rows.server.ts";
import { calendarKinds, periodAt, previousOf } from "./period-rules.ts";
import { readWindows } from "./read-marks.server.ts";
import { latencySentenceOf } from "./sentence-rules.ts";
import type { ViewInput } from "./view-schema.ts";

const names = {
  day: ["today", "Today"],
  week: ["week", "This week"],
  month: ["month", "This month"],
  quarter: ["quarter", "This quarter"],
  year: ["year", "This year"],
} as const;

/**
 * How the service stands against its target: now, the running day, week, month, quarter and year, and the viewed period;
 * the month's budget and the burn alerts. Figures of hours come from the console's own table, so they are there without
 * Grafana, with their age.
 * @throws DomainError `invalid` for a view that cannot be
 */
export async function readLatencyOverview(
  ctx: ServiceCtx,
  input: ViewInput,
  signal?: AbortSignal,
): Promise<LatencyOverview> {
  const staff = requirePermission(ctx, "latency.view");
  const { view, period: viewed } = parseView(staff, input);
  const now = staff.clock.now();
  const { timeZone: zone } = staff.profile.service;
  const current = calendarKinds.map((kind) => periodAt(kind, now, now, zone));
  const extra = current.some(({ key }) => key === viewed.key) ? [] : [viewed];
  const periods = [...current, ...extra];
  const earliest = Math.min(...periods.map((period) => previousOf(period, zone).from.getTime()));
  const [hours, windows, live] = await Promise.all([
    readHours(staff),
    readWindows(staff, new Date(earliest), now),
    readLive(staff, periods, view.client, signal),
  ]);
  const collected = await readCollected(staff, hours);
  const known = { hours, windows, collected, client: view.client };
  const rows: PeriodRow[] = [
    nowRow(staff, known, live),
    ...periods.map((period, place) =>
      periodRow(staff, known, { ...nameOf(period, viewed), period, percentiles: live.percentiles[place]! }),
    ),
  ];
  const row = (id: PeriodRow["id"]) => rows.find((found) => found.id === id)!;
  const { provenance } = row("month");
  const month = row("month");
  return {
    now: now.toISOString(),
    target: staff.profile.latency.targetSeconds,
    view,
    ...latencySentenceOf(rows, provenance.stale ? provenance.fetchedAt : null),
    rows,
    clients: clientFigures(staff, known, viewed),
    budget: budgetOf(hours, { month: month.period, soFar: month.raw, windows, now, zone, client: view.client }),
    burns: live.burns,
    history: collected.history,
  };
}

function nameOf(period: Period, viewed: Period): Pick<PeriodRow, "id" | "name"> {
  if (period === viewed || period.kind === "rolling" || period.kind === "chosen")
    return { id: "chosen", name: period.label };
  const [id, name] = names[period.kind];
  return { id, name };
}
