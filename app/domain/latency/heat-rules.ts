import { eachHour, type HourTable, type Span } from "./hour-table-rules.ts";
import { dayName, dayNumber, hourOfWeek, offsetsOf } from "./local-hours-rules.ts";

/**
 * The average of each hour of the local week: seven weekdays, Monday first, of 24 hours. The hour that comes twice in
 * autumn counts into its place twice, the one that spring skips not at all.
 */
export function hoursOfWeek(hours: HourTable, span: Span, zone: string, client = ""): (number | null)[][] {
  const requests = new Float64Array(168);
  const used = new Float64Array(168);
  const offset = offsetsOf(zone, span.from, span.to);
  eachHour(hours, span, client, (hour, sums) => {
    const ofWeek = hourOfWeek(hour, offset(hour));
    requests[ofWeek]! += sums.requests;
    used[ofWeek]! += sums.seconds;
  });
  return Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const place = weekday * 24 + hour;
      return requests[place]! > 0 ? used[place]! / requests[place]! : null;
    }),
  );
}

/** Average and requests of each local day that has measured hours, in order. */
export function byLocalDay(
  hours: HourTable,
  span: Span,
  zone: string,
  client = "",
): { day: string; value: number | null; requests: number }[] {
  const offset = offsetsOf(zone, span.from, span.to);
  const days: { day: number; requests: number; used: number }[] = [];
  eachHour(hours, span, client, (hour, sums) => {
    const day = dayNumber(hour, offset(hour));
    let last = days.at(-1);
    if (last?.day !== day) {
      last = { day, requests: 0, used: 0 };
      days.push(last);
    }
    last.requests += sums.requests;
    last.used += sums.seconds;
  });
  return days.map(({ day, requests, used }) => ({
    day: dayName(day),
    requests,
    value: requests > 0 ? used / requests : null,
  }));
}
