import { formatCount, formatMilliseconds, formatSeconds, formatShare, secondsText } from "#app/i18n/formats.ts";

/** What a chart's values are: seconds shown as s or ms, a share of one shown as per cent, or a count. */
export type ChartUnit = "s" | "%" | "ms" | "count";

const written: Record<ChartUnit, (value: number) => string> = {
  s: formatSeconds,
  "%": formatShare,
  ms: formatMilliseconds,
  count: (value) => formatCount(Math.round(value)),
};

/** `0.61 s`, `93.4 %`, `340 ms`, `1 234`. */
export const formatValue = (value: number, unit: ChartUnit): string => written[unit](value);

const bare: Record<ChartUnit, (value: number) => string> = {
  s: secondsText,
  "%": (value) => (value * 100).toFixed(1),
  ms: (value) => formatCount(Math.round(value * 1000)),
  count: written.count,
};

/** The same without the unit, for a column whose header names it. */
export const bareValue = (value: number, unit: ChartUnit): string => bare[unit](value);

export const unitNames: Record<ChartUnit, string> = { s: "s", "%": "%", ms: "ms", count: "number" };
