import Holidays from "date-holidays";
import { Temporal } from "temporal-polyfill";

export const ZONE = "Europe/Helsinki";
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What of a calendar day decides how much the service is used. */
export type DayKind = {
  /** Days since 1970-01-01. */
  number: number;
  month: number;
  dayOfMonth: number;
  /** 1 = Monday */
  weekday: number;
  business: boolean;
  /** Which business day of the month it is, from 1; 0 on other days. */
  businessDay: number;
  businessDaysLeft: number;
  /** Business days until the VAT return's last day (the 12th, or the next business day); negative after it. */
  toVatDay: number;
};

const finnish = new Holidays("FI");
const holidaysOfYear = new Map<number, Set<string>>();

function isHoliday(date: Temporal.PlainDate): boolean {
  let holidays = holidaysOfYear.get(date.year);
  if (!holidays) {
    const days = finnish.getHolidays(date.year).filter(({ type }) => type === "public");
    holidays = new Set(days.map((day) => day.date.slice(0, 10)));
    holidaysOfYear.set(date.year, holidays);
  }
  return holidays.has(date.toString());
}

const dayNumberOf = (date: Temporal.PlainDate) => Date.UTC(date.year, date.month - 1, date.day) / DAY;
/** The calendar date of a day number. */
export const dateOf = (dayNumber: number) => {
  const date = new Date(dayNumber * DAY);
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
};

const days = new Map<number, DayKind>();

function daysOfMonth(year: number, month: number): DayKind[] {
  const first = new Temporal.PlainDate(year, month, 1);
  const dates = Array.from({ length: first.daysInMonth }, (_, i) => first.add({ days: i }));
  const business = dates.map((date) => date.dayOfWeek <= 5 && !isHoliday(date));
  const count = business.filter(Boolean).length;
  // How many business days the month has had by the end of each of its days.
  const passed = business.map((_, i) => business.slice(0, i + 1).filter(Boolean).length);
  const vatDay = business.findIndex((open, i) => open && i >= 11);
  return dates.map((date, i) => ({
    number: dayNumberOf(date),
    month,
    dayOfMonth: i + 1,
    weekday: date.dayOfWeek,
    business: business[i]!,
    businessDay: business[i] ? passed[i]! : 0,
    businessDaysLeft: count - passed[i]!,
    toVatDay: passed[vatDay]! - passed[i]!,
  }));
}

/** @param dayNumber days since 1970-01-01, of the calendar in Helsinki */
export function dayKind(dayNumber: number): DayKind {
  let day = days.get(dayNumber);
  if (!day) {
    const date = new Date(dayNumber * DAY);
    for (const one of daysOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)) days.set(one.number, one);
    day = days.get(dayNumber)!;
  }
  return day;
}

const offsets = new Map<number, number>();

function offsetAt(ms: number): number {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).offsetNanoseconds / 1_000_000;
}

function offsetAtMidnight(utcDay: number): number {
  let offset = offsets.get(utcDay);
  if (offset === undefined) {
    offset = offsetAt(utcDay * DAY);
    offsets.set(utcDay, offset);
  }
  return offset;
}

/** Milliseconds by which Helsinki is ahead of UTC. */
export function helsinkiOffset(ms: number): number {
  const utcDay = Math.floor(ms / DAY);
  const offset = offsetAtMidnight(utcDay);
  return offset === offsetAtMidnight(utcDay + 1) ? offset : offsetAt(ms);
}

/** The instant of a wall time, such as 07:40, on a calendar day. */
export function helsinkiInstant(dayNumber: number, wallTime: string): number {
  return dateOf(dayNumber).toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(wallTime) })
    .epochMilliseconds;
}

/** The calendar day in Helsinki at an instant, as days since 1970-01-01. */
export const helsinkiDay = (ms: number) => Math.floor((ms + helsinkiOffset(ms)) / DAY);

/** Every calendar month that has a day in the span. */
export function monthsBetween(fromMs: number, toMs: number): { year: number; month: number }[] {
  const found: { year: number; month: number }[] = [];
  const last = new Date(toMs);
  for (let at = new Date(fromMs); ; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))) {
    if (at > last && at.getTime() !== fromMs) return found;
    found.push({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1 });
  }
}
