import { Temporal } from "temporal-polyfill";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { hoursProvenance, readCollected } from "./collected.server.ts";
import { byLocalDay, hoursOfWeek } from "./heat-rules.ts";
import { readHours } from "./hours.server.ts";
import type { CalendarDay, LatencyCalendar, ReleaseMark, WindowSpan } from "./latency-types.ts";
import { parseView } from "./parse-view.ts";
import { readReleases, readWindows } from "./read-marks.server.ts";
import type { ViewInput } from "./view-schema.ts";

/** A year, and the weeks that its ends cut. */
const CALENDAR_DAYS = 53 * 7;

/**
 * The average by local hour of the week over a view's period, and by local day over the last 53 weeks, from the console's
 * own hours.
 * @throws DomainError `invalid` for a view that cannot be
 */
export async function readLatencyCalendar(ctx: ServiceCtx, input: ViewInput): Promise<LatencyCalendar> {
  const staff = requirePermission(ctx, "latency.view");
  const { view, period } = parseView(staff, { ...input, period: input.period ?? "28d" });
  const now = staff.clock.now();
  const { timeZone: zone } = staff.profile.service;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const first = today.subtract({ days: CALENDAR_DAYS - 1 });
  const from = new Date(first.toZonedDateTime(zone).epochMilliseconds);
  const [hours, windows, releases] = await Promise.all([
    readHours(staff),
    readWindows(staff, from, now),
    readReleases(staff, from, now),
  ]);
  const collected = await readCollected(staff, hours);
  const stretch = { from: Date.parse(period.from), to: Date.parse(period.until) };
  const measured = byLocalDay(hours, { from: from.getTime(), to: now.getTime() }, zone, view.client);
  return {
    now: now.toISOString(),
    target: staff.profile.latency.targetSeconds,
    view,
    period,
    hoursOfWeek: hoursOfWeek(hours, stretch, zone, view.client),
    days: calendarDays(first, today, measured, { windows, releases, zone }),
    history: collected.history,
    provenance: hoursProvenance(staff, hours, period, { collected, client: view.client }),
  };
}

/** Every day of the stretch; one without measured hours has no value. */
function calendarDays(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  measured: readonly { day: string; value: number | null; requests: number }[],
  { windows, releases, zone }: { windows: readonly WindowSpan[]; releases: readonly ReleaseMark[]; zone: string },
): CalendarDay[] {
  const known = new Map(measured.map((row) => [row.day, row]));
  const dayOf = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  const windowDays = new Set<string>();
  for (const { from, to, leftOut } of windows) {
    if (!leftOut) continue;
    const end = dayOf(new Date(Date.parse(to) - 1).toISOString());
    for (let day = dayOf(from); Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 }))
      windowDays.add(day.toString());
  }
  const releasesOf = Map.groupBy(releases, ({ at }) => dayOf(at).toString());
  const days: CalendarDay[] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const day = date.toString();
    days.push({
      day,
      value: known.get(day)?.value ?? null,
      requests: known.get(day)?.requests ?? 0,
      window: windowDays.has(day),
      releases: (releasesOf.get(day) ?? []).map(({ version }) => version),
    });
  }
  return days;
}
