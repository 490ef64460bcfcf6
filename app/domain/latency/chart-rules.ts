import { eachHour, type HourTable, type Span } from "./hour-table-rules.ts";
import type { ChartLine, Period } from "./latency-types.ts";
import { ceilHour, dayNumber, floorHour, HOUR, offsetsOf } from "./local-hours-rules.ts";

/** How fine a chart is: from Grafana by minutes, or from the console's hours. */
export type Resolution = { words: string; stepSeconds: number; from: "grafana" | "hours" };

const MINUTES_HOURS_MAX = 48;
const ONE_MINUTE_HOURS_MAX = 6;
/** 60 days of hours are 1440 points: about as many as a screen has columns. */
const HOURS_DAYS_MAX = 60;

/** Long charts are by day, shorter ones by hour, and up to two days by minutes. */
export function resolutionOf({ from, to }: Pick<Period, "from" | "to">): Resolution {
  const hours = (Date.parse(to) - Date.parse(from)) / HOUR;
  if (hours <= ONE_MINUTE_HOURS_MAX) return { words: "1 minute", stepSeconds: 60, from: "grafana" };
  // The last 24 hours begin at a whole hour, so that they are up to an hour longer.
  if (hours <= MINUTES_HOURS_MAX + 1) return { words: "5 minutes", stepSeconds: 300, from: "grafana" };
  if (hours <= HOURS_DAYS_MAX * 24) return { words: "1 hour", stepSeconds: 3600, from: "hours" };
  return { words: "1 day", stepSeconds: 86_400, from: "hours" };
}

/** The average by hour; an hour that was not measured, or had no traffic, is a gap. */
export function hourlyLine(hours: HourTable, { from, to }: Span, client: string): ChartLine["points"] {
  const points: ChartLine["points"] = [];
  let next = ceilHour(from);
  eachHour(hours, { from, to: floorHour(to) }, client, (hour, sums) => {
    for (; next < hour; next += HOUR) points.push([next, null]);
    points.push([hour, sums.requests > 0 ? sums.seconds / sums.requests : null]);
    next = hour + HOUR;
  });
  return points;
}

/** The average by local day, at the day's start; a day that was not measured is a gap. */
export function dailyLine(hours: HourTable, { from, to }: Span, client: string, zone: string): ChartLine["points"] {
  const offset = offsetsOf(zone, from, to);
  const days = new Map<number, { start: number; requests: number; used: number }>();
  eachHour(hours, { from, to: floorHour(to) }, client, (hour, sums) => {
    const day = dayNumber(hour, offset(hour));
    const found = days.get(day) ?? { start: day * 24 * HOUR, requests: 0, used: 0 };
    found.requests += sums.requests;
    found.used += sums.seconds;
    days.set(day, found);
  });
  const points: ChartLine["points"] = [];
  let next: number | null = null;
  for (const { start, requests, used } of days.values()) {
    for (; next !== null && next < start; next += 24 * HOUR) points.push([next - offset(next), null]);
    points.push([start - offset(start), requests > 0 ? used / requests : null]);
    next = start + 24 * HOUR;
  }
  return points;
}
