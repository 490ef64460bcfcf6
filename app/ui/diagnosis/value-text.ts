import type { Unit } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { formatCount, formatSeconds, formatShare } from "#app/i18n/formats.ts";
import type { ChartUnit } from "../charts/chart-units.ts";

const written: Record<Unit, (value: number) => string> = {
  s: formatSeconds,
  share: formatShare,
  count: (value) => formatCount(Math.round(value)),
  rows: (value) => `${formatCount(Math.round(value))} rows`,
  per_hour: (value) => `${formatCount(Math.round(value))} an hour`,
  ratio: (value) => `${value.toFixed(1)} times`,
};

/** A figure of a diagnosis with its unit; null is no data, never zero. */
export const valueText = (value: number | null, unit: Unit): string =>
  value === null ? "No data" : written[unit](value);

/** How a chart writes the same unit. */
export const chartUnit = (unit: Unit): ChartUnit => (unit === "s" ? "s" : unit === "share" ? "%" : "count");
