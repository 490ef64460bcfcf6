import { formatMonth, formatSeconds } from "#app/i18n/formats.ts";
import { leftOutOf, touches } from "./correction-rules.ts";
import { eachHour, type HourTable } from "./hour-table-rules.ts";
import type { Attained, Budget, Period, WindowSpan } from "./latency-types.ts";
import { floorHour, HOUR, hourOfWeek, offsetsOf } from "./local-hours-rules.ts";

const PATTERN_HOURS = 28 * 24;
/** Each hour of the week at least twice: one odd Monday is no pattern. */
const PATTERN_HOURS_MIN = 14 * 24;

/** The month's name without its year. */
const monthName = (month: Period) => formatMonth(month.key).split(" ")[0]!;

/**
 * The month's budget and where it is heading, if each hour that is left goes as the same hour of the week did in the last
 * four weeks. Hours of windows are no part of the pattern.
 * @param soFar the month's figures as measured
 */
export function budgetOf(
  hours: HourTable,
  {
    month,
    soFar,
    windows,
    now,
    zone,
    client = "",
  }: {
    month: Period;
    soFar: Attained;
    windows: readonly WindowSpan[];
    now: Date;
    zone: string;
    client?: string;
  },
): Budget {
  const from = floorHour(now.getTime());
  const end = Date.parse(month.to);
  const pattern = patternBefore(hours, from, windows, zone, client);
  if (pattern.measured < PATTERN_HOURS_MIN) {
    const words = `Not enough data for a projection: ${Math.floor(pattern.measured / 24)} of the last 28 days are measured, and it needs 14.`;
    return { month, soFar, projection: null, words };
  }
  const offset = offsetsOf(zone, from, end);
  let { requests, seconds: used } = soFar.sums;
  for (let hour = from; hour < end; hour += HOUR) {
    const cell = pattern.cells[hourOfWeek(hour, offset(hour))]!;
    if (cell.hours === 0)
      return {
        month,
        soFar,
        projection: null,
        words: "Not enough data for a projection: some hours of the week were not measured in the last four weeks.",
      };
    requests += cell.requests / cell.hours;
    used += cell.seconds / cell.hours;
  }
  if (requests <= 0)
    return { month, soFar, projection: null, words: "Not enough data for a projection: there was no traffic." };
  const average = used / requests;
  const headroomSeconds = soFar.target * requests - used;
  const kept = average <= soFar.target;
  const words =
    `If the rest of ${monthName(month)} goes as the same hours of the last four weeks did, the month ends at ` +
    `${formatSeconds(average)}: ${kept ? "kept" : "missed"}.`;
  return { month, soFar, projection: { requests, seconds: used, average, headroomSeconds, kept }, words };
}

type Cell = { hours: number; requests: number; seconds: number };

/** The four weeks before an instant by hour of the week. */
function patternBefore(hours: HourTable, to: number, windows: readonly WindowSpan[], zone: string, client: string) {
  const span = { from: to - PATTERN_HOURS * HOUR, to };
  const out = leftOutOf(windows, span);
  const offset = offsetsOf(zone, span.from, to);
  const cells = Array.from({ length: 168 }, (): Cell => ({ hours: 0, requests: 0, seconds: 0 }));
  let measured = 0;
  eachHour(hours, span, client, (hour, sums) => {
    if (out.some((window) => touches(window, hour))) return;
    const cell = cells[hourOfWeek(hour, offset(hour))]!;
    cell.hours += 1;
    cell.requests += sums.requests;
    cell.seconds += sums.seconds;
    measured += 1;
  });
  return { cells, measured };
}
