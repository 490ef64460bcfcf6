import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { hoursProvenance, readCollected } from "./collected.server.ts";
import { readHours } from "./hours.server.ts";
import type { Both, MonthFigures, Period, ReleaseMark, WindowSpan } from "./latency-types.ts";
import { explainMisses } from "./explain-misses.server.ts";
import { missesOf } from "./miss-rules.ts";
import { bothOfPeriod, clientFigures, type Known } from "./period-rows.server.ts";
import { periodAt, periodOf } from "./period-rules.ts";
import { readReleases, readWindows } from "./read-marks.server.ts";

const input = z.object({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "Give a month such as 2026-10.") });
const MISSES_MAX = 20;

/**
 * One month against the target, for the monthly report: as measured and corrected, by client kind, day and week, and when it
 * was missed and why, as far as the console knows.
 * @throws DomainError `invalid` for a month that has not begun
 */
export async function readMonthFigures(ctx: ServiceCtx, raw: z.input<typeof input>): Promise<MonthFigures> {
  const staff = requirePermission(ctx, "latency.view");
  const { month } = parseInput(input, raw);
  const now = staff.clock.now();
  const { timeZone: zone } = staff.profile.service;
  const period = periodOf(month, now, zone);
  if (!period) throw new DomainError("invalid", "This month has not begun. Choose an earlier one.", { field: "month" });
  const before = periodAt("month", new Date(Date.parse(period.from) - 1), now, zone);
  const [from, to] = [new Date(period.from), new Date(period.to)];
  const [hours, windows, releases] = await Promise.all([
    readHours(staff),
    readWindows(staff, new Date(before.from), to),
    readReleases(staff, from, to),
  ]);
  const collected = await readCollected(staff, hours);
  const known: Known = { hours, windows, collected, client: "" };
  const both = bothOfPeriod(staff, known, period);
  const previous = bothOfPeriod(staff, known, before);
  const { targetSeconds: target } = staff.profile.latency;
  const misses = missesOf(hours, { from: from.getTime(), to: Date.parse(period.until) }, target);
  const worst = misses.toSorted((a, b) => b.secondsLost - a.secondsLost).slice(0, MISSES_MAX);
  const inMonth = windows.filter((window) => window.to > period.from && window.from < period.to);
  const { coverage } = both.raw;
  return {
    ...both,
    month,
    period,
    now: now.toISOString(),
    target,
    complete: period.until === period.to && coverage.hoursMeasured === coverage.hoursPassed,
    coverage,
    previous: { month: before.key, raw: previous.raw, corrected: previous.corrected },
    byClient: clientFigures(staff, known, period),
    byDay: byDay(period, zone, (part) => bothOfPeriod(staff, known, part), inMonth, releases),
    byWeek: byWeek(period, now, zone, (part) => bothOfPeriod(staff, known, part)),
    windows: inMonth,
    releases,
    misses: await explainMisses(staff, worst, hours, { windows, releases }),
    missedHours: misses.reduce((sum, miss) => sum + miss.hours, 0),
    provenance: hoursProvenance(staff, hours, period, { collected, exclusions: both.exclusions }),
  };
}

type Sum = (part: Pick<Period, "from" | "until">) => Both;

const instant = (date: Temporal.PlainDate, zone: string) =>
  new Date(date.toZonedDateTime(zone).epochMilliseconds).toISOString();
const dayOf = (at: string, zone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
const earlier = (a: string, b: string) => (a < b ? a : b);

/** Each day of the month that has begun. */
function byDay(
  { from, until }: Period,
  zone: string,
  sum: Sum,
  windows: readonly WindowSpan[],
  releases: readonly ReleaseMark[],
): MonthFigures["byDay"] {
  const days: MonthFigures["byDay"] = [];
  for (let date = dayOf(from, zone); instant(date, zone) < until; date = date.add({ days: 1 })) {
    const [start, end] = [instant(date, zone), instant(date.add({ days: 1 }), zone)];
    days.push({
      day: date.toString(),
      window: windows.some((window) => window.leftOut && window.from < end && window.to > start),
      releases: releases.filter(({ at }) => at >= start && at < end).map(({ version }) => version),
      ...sum({ from: start, until: earlier(end, until) }),
    });
  }
  return days;
}

/** Each ISO week of the month that has begun, cut at the month's borders. */
function byWeek(month: Period, now: Date, zone: string, sum: Sum): MonthFigures["byWeek"] {
  const weeks: MonthFigures["byWeek"] = [];
  let start = month.from;
  while (start < month.until) {
    const week = periodAt("week", new Date(start), now, zone);
    const end = earlier(week.to, month.to);
    weeks.push({
      week: week.key,
      from: dayOf(start, zone).toString(),
      to: dayOf(end, zone).subtract({ days: 1 }).toString(),
      ...sum({ from: start, until: earlier(end, month.until) }),
    });
    start = end;
  }
  return weeks;
}
