import { dayOfMonth, finnishDay, type Day, type Period, TODAY } from "./calendar.ts";
import { credit, debit, type Entry, signed } from "./entries.ts";
import { decimal } from "./money.ts";
import type { CompanySpec } from "./spec.ts";
import { RETURN_FIELD } from "./vat.ts";

export type VatReturn = { period: Period; filedOn: Day; figures: Record<string, string> };

/** Whether a tax period of the company ends with this month, counted from the first month of its books. */
export function vatPeriodEnding(spec: CompanySpec, month: Period): Period | null {
  const monthNumber = Number(month.startsOn.slice(5, 7));
  switch (spec.vatPeriod) {
    case "none":
      return null;
    case "month":
      return month;
    case "quarter":
      return monthNumber % 3 === 0 ? { startsOn: dayOfMonth(month.startsOn, -2, 1), endsOn: month.endsOn } : null;
    case "year":
      return monthNumber === 12 ? { startsOn: dayOfMonth(month.startsOn, -11, 1), endsOn: month.endsOn } : null;
  }
}

/** Counts the tax of the entries that have been booked since the last period. */
export class VatCounter {
  #fields = new Map<string, bigint>();
  #deductible = 0n;
  #payable = 0n;

  add(entry: Entry) {
    if (entry.kind !== "sales" && entry.kind !== "purchase") return;
    for (const line of entry.lines) {
      const field = line.taxCode ? RETURN_FIELD[line.taxCode] : undefined;
      if (field) {
        // 301-303 report the tax, 309 and 319 the turnover.
        const amount = field < "304" ? line.taxAmount! : line.taxBase!;
        this.#fields.set(field, (this.#fields.get(field) ?? 0n) + amount);
      }
      if (line.account === "2939") this.#payable += line.credit;
      if (line.account === "1763") this.#deductible += line.debit;
    }
  }

  take(): { deductible: bigint; payable: bigint; figures: Record<string, string> } {
    const taken = { deductible: this.#deductible, payable: this.#payable - this.#deductible };
    this.#fields.set("307", taken.deductible).set("308", taken.payable);
    const figures = Object.fromEntries([...this.#fields].sort().map(([field, cents]) => [field, decimal(cents)]));
    this.#fields = new Map();
    this.#deductible = 0n;
    this.#payable = 0n;
    return { ...taken, figures };
  }
}

/**
 * Closes a tax period: the deductible tax against the tax owed, and the payment (or refund) on the return's due date:
 * the 12th of the second month after a month or a quarter, the end of February after a year (OVML 768/2016).
 */
export function settleVat(
  spec: CompanySpec,
  period: Period,
  counter: VatCounter,
  book: (entry: Entry) => void,
): VatReturn | null {
  const { deductible, payable, figures } = counter.take();
  const label = `${finnishDay(period.startsOn)}-${finnishDay(period.endsOn)} (${spec.tag})`;
  if (period.endsOn <= TODAY && deductible > 0n) {
    const lines = [debit("2939", deductible), credit("1763", deductible)];
    book({
      date: period.endsOn,
      series: "MU",
      kind: "vat",
      text: `Arvonlisäveron tilitys ${label}`,
      lines,
      papers: null,
    });
  }
  const dueOn = spec.vatPeriod === "year" ? dayOfMonth(period.endsOn, 2, 28) : dayOfMonth(period.endsOn, 2, 12);
  if (dueOn > TODAY) return null;
  if (payable !== 0n) {
    const lines = [signed("2939", payable), signed("1910", -payable)];
    const text = `${payable > 0n ? "Arvonlisäveron maksu" : "Arvonlisäveron palautus"} ${label}`;
    book({ date: dueOn, series: "PT", kind: "bank", text, lines, papers: null });
  }
  return { period, filedOn: dueOn, figures };
}
