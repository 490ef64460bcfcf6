import { Temporal } from "temporal-polyfill";
import { formatMonth } from "#app/i18n/formats.ts";
import { floorHour } from "./local-hours-rules.ts";
import type { Period, PeriodKind } from "./latency-types.ts";
import { rollingLabels } from "./view-rules.ts";

/** Lengths that end now, as the address names them, in hours. */
export const rollingHours: Readonly<Record<string, number>> = {
  "24h": 24,
  "7d": 7 * 24,
  "28d": 28 * 24,
  "91d": 91 * 24,
  "365d": 365 * 24,
};

type CalendarKind = Exclude<PeriodKind, "rolling" | "chosen">;
type Length = { days?: number; weeks?: number; months?: number; years?: number };
const lengths: Readonly<Record<CalendarKind, Length>> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};
export const calendarKinds = Object.keys(lengths) as CalendarKind[];

const zoned = (time: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
const midnight = (date: Temporal.PlainDate, zone: string) => date.toZonedDateTime(zone).epochMilliseconds;
const iso = (time: number) => new Date(time).toISOString();

function calendarPeriod(kind: CalendarKind, first: Temporal.PlainDate, now: Date, zone: string): Period {
  const from = midnight(first, zone);
  const to = midnight(first.add(lengths[kind]), zone);
  const until = Math.max(from, Math.min(to, now.getTime()));
  return { kind, ...names(kind, first), from: iso(from), to: iso(to), until: iso(until) };
}

function names(kind: CalendarKind, first: Temporal.PlainDate): { key: string; label: string } {
  const year = String(first.year);
  const quarter = Math.ceil(first.month / 3);
  const week = String(first.weekOfYear).padStart(2, "0");
  switch (kind) {
    case "day":
      return { key: first.toString(), label: first.toString() };
    case "week":
      return { key: `${first.yearOfWeek}-W${week}`, label: `Week ${first.weekOfYear}, ${first.yearOfWeek}` };
    case "month":
      return { key: first.toString().slice(0, 7), label: formatMonth(first.toString()) };
    case "quarter":
      return { key: `${year}-Q${quarter}`, label: `Quarter ${quarter}, ${year}` };
    case "year":
      return { key: year, label: year };
  }
}

/** The first day of the period of a kind that holds a day. Weeks are ISO weeks: they begin on Monday. */
function firstDay(kind: CalendarKind, date: Temporal.PlainDate): Temporal.PlainDate {
  switch (kind) {
    case "day":
      return date;
    case "week":
      return date.subtract({ days: date.dayOfWeek - 1 });
    case "month":
      return date.with({ day: 1 });
    case "quarter":
      return date.with({ day: 1, month: Math.floor((date.month - 1) / 3) * 3 + 1 });
    case "year":
      return date.with({ day: 1, month: 1 });
  }
}

/** The calendar period of a kind that holds an instant, with its borders at the zone's own midnights. */
export function periodAt(kind: CalendarKind, at: Date, now: Date, zone: string): Period {
  return calendarPeriod(kind, firstDay(kind, zoned(at.getTime(), zone).toPlainDate()), now, zone);
}

function parseKey(key: string): { kind: CalendarKind; first: Temporal.PlainDate } | null {
  const match = /^(20\d\d)(?:-(?:W(\d\d)|Q([1-4])|(\d\d)(?:-(\d\d))?))?$/.exec(key);
  if (!match) return null;
  const [, yearText, week, quarter, month, day] = match;
  const year = Number(yearText);
  try {
    const date = (m: number, d: number) => Temporal.PlainDate.from({ year, month: m, day: d }, { overflow: "reject" });
    if (week) {
      // 4 January is always in week 1 (ISO 8601).
      const first = firstDay("week", date(1, 4)).add({ weeks: Number(week) - 1 });
      return first.yearOfWeek === year && Number(week) > 0 ? { kind: "week", first } : null;
    }
    if (quarter) return { kind: "quarter", first: date(Number(quarter) * 3 - 2, 1) };
    if (day) return { kind: "day", first: date(Number(month), Number(day)) };
    return month ? { kind: "month", first: date(Number(month), 1) } : { kind: "year", first: date(1, 1) };
  } catch {
    return null;
  }
}

/**
 * The period of an address's key.
 * @returns null for what is no period, or one that has not begun
 */
export function periodOf(key: string, now: Date, zone: string): Period | null {
  const hours = rollingHours[key];
  if (hours !== undefined) {
    // From a whole hour, so that as many whole hours lie in it as its name says.
    const from = floorHour(now.getTime()) - hours * 3_600_000;
    const to = now.toISOString();
    return { kind: "rolling", key, label: `Last ${rollingLabels[key]}`, from: iso(from), to, until: to };
  }
  const parsed = parseKey(key);
  if (!parsed) return null;
  const period = calendarPeriod(parsed.kind, parsed.first, now, zone);
  return period.from <= now.toISOString() ? period : null;
}

/** A stretch that somebody zoomed into. */
export function chosenPeriod(from: Date, to: Date, label: string, now: Date): Period {
  const until = new Date(Math.max(from.getTime(), Math.min(to.getTime(), now.getTime())));
  const [start, end] = [from.toISOString(), to.toISOString()];
  return { kind: "chosen", key: `${start}/${end}`, label, from: start, to: end, until: until.toISOString() };
}

/** Whether its end is still to come, or moves on. */
export const isRunning = (period: Period) => period.until < period.to || period.kind === "rolling";

/**
 * The same kind of period just before, up to the same point of it by the wall clock. A day that the earlier month does not
 * have counts as its end; an hour that the clocks skip, as the one after.
 */
export function previousOf(period: Period, zone: string): { from: Date; to: Date; name: string } {
  const from = Date.parse(period.from);
  const until = Date.parse(period.until);
  if (period.kind === "rolling" || period.kind === "chosen") {
    const start = floorHour(from);
    return { from: new Date(start - (floorHour(until) - start)), to: new Date(start), name: "the same time before" };
  }
  const length = lengths[period.kind];
  const previousFrom = zoned(from, zone).subtract(length).epochMilliseconds;
  const running = isRunning(period);
  const point = running ? Math.min(from, samePoint(floorHour(until), length, zone)) : from;
  return {
    from: new Date(previousFrom),
    to: new Date(Math.max(previousFrom, point)),
    name: previousName(period.kind, running),
  };
}

function samePoint(until: number, length: Length, zone: string): number {
  const at = zoned(until, zone);
  const shifted = at.subtract(length);
  const clipped = (length.months || length.years) && shifted.day !== at.day;
  return clipped ? midnight(shifted.toPlainDate().add({ days: 1 }), zone) : shifted.epochMilliseconds;
}

function previousName(kind: CalendarKind, running: boolean): string {
  if (running) return kind === "day" ? "yesterday by now" : `last ${kind} by now`;
  return `the ${kind} before`;
}
