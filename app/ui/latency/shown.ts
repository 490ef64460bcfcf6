import type { Attained, PeriodRow } from "#app/domain/latency/latency-types.ts";
import { formatCount, formatShare, secondsText } from "#app/i18n/formats.ts";
import type { ShownProvenance } from "../shown-provenance.ts";

/** A figure in a column whose header names the unit. */
export const secondsOr = (value: number | null): string => (value === null ? "No data" : secondsText(value));
/** As `secondsOr`, with the minus that numbers have in print. */
export const signedOr = (value: number | null): string => secondsOr(value).replace("-", "\u2212");
/** `+0.25`, `−0.10`, `0.00`; null is not comparable. */
export function signedSeconds(value: number | null): string {
  if (value === null) return "–";
  const size = secondsText(Math.abs(value));
  return Number(size) === 0 ? size : `${value < 0 ? "\u2212" : "+"}${size}`;
}
export const shareOr = (value: number | null): string => (value === null ? "No data" : formatShare(value));
export const count = (value: number): string => formatCount(Math.round(value));

/** `412 of 420 hours measured`, where some are missing. */
export function coverageText({ coverage }: Attained): string | null {
  const { hoursMeasured, hoursPassed } = coverage;
  return hoursMeasured < hoursPassed ? `${count(hoursMeasured)} of ${count(hoursPassed)} hours measured` : null;
}

/** A row of the overview with its sources as they are shown. */
export type ShownRow = Omit<PeriodRow, "provenance" | "percentiles"> & {
  provenance: ShownProvenance;
  percentiles: Omit<PeriodRow["percentiles"], "provenance"> & { provenance: ShownProvenance | null };
};
