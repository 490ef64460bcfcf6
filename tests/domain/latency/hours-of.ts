import { type HourRow, hourTable } from "#app/domain/latency/hour-table-rules.ts";
import type { WindowSpan } from "#app/domain/latency/latency-types.ts";

export const HOUR = 3_600_000;
export const ZONE = "Europe/Helsinki";
export const at = (text: string) => Date.parse(text);

/** One measured hour: 100 requests of the given average, nine of ten within the target. */
export function hourOf(hour: string | number, average: number, more: Partial<HourRow> = {}): HourRow {
  const requests = more.requests ?? 100;
  return {
    hour: typeof hour === "string" ? at(hour) : hour,
    client: "browser",
    requests,
    seconds: requests * average,
    within: requests * 0.9,
    errors: 0,
    measuredAt: at("2026-11-23T10:00:00Z"),
    ...more,
  };
}

/** Every hour of [from, to) with the average that the function gives; null leaves the hour unmeasured. */
export function hoursOf(from: string, to: string, average: (hour: number) => number | null) {
  const rows: HourRow[] = [];
  for (let hour = at(from); hour < at(to); hour += HOUR) {
    const value = average(hour);
    if (value !== null) rows.push(hourOf(hour, value));
  }
  return hourTable(rows);
}

export const windowOf = (from: string, to: string, more: Partial<WindowSpan> = {}): WindowSpan => ({
  id: "00000000-0000-4000-8000-000000000001",
  kind: "planned",
  title: { en: "Service window", fi: "Huoltokatko", sv: "Servicefönster" },
  from,
  to,
  announced: true,
  leftOut: true,
  ...more,
});
