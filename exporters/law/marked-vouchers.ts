import type { MarkedDecision, YearDecision } from "./scope.ts";

const vouchersOf = (year: YearDecision) => year.materials.find((m) => m.material === "vouchers");

/**
 * Vouchers of the year that are in by a mark of their own. Where the year's other vouchers are out, these (the ones with such
 * a mark: its basis and starting day) are what is left of them.
 */
export function markedIncluded(year: YearDecision): MarkedDecision[] {
  return vouchersOf(year)?.marked?.filter((m) => m.included) ?? [];
}

/**
 * The last day on which a voucher and its files are kept: the longest of the year's period and its marks' periods.
 * @param marks the voucher's own
 * @returns YYYY-MM-DD; null when the scope does not know the year's vouchers
 */
export function voucherRetainUntil(
  year: YearDecision,
  marks: readonly { basis: string; startsOn: string }[],
): string | null {
  const vouchers = vouchersOf(year);
  if (!vouchers) return null;
  const own = (vouchers.marked ?? []).filter((m) =>
    marks.some((mark) => mark.basis === m.basis && mark.startsOn === m.startsOn),
  );
  return [vouchers.retainUntil, ...own.map((m) => m.retainUntil)].toSorted().at(-1)!;
}
