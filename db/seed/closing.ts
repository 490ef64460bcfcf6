import { dayOfMonth, TODAY } from "./calendar.ts";
import { isBalanceSheet } from "./chart.ts";
import { credit, debit, type Entry, signed } from "./entries.ts";
import { share } from "./money.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";

/** Account number to balance in cents, debit positive. */
export type Balances = Map<string, bigint>;

export function addTo(balances: Balances, entry: Entry) {
  for (const line of entry.lines) {
    balances.set(line.account, (balances.get(line.account) ?? 0n) + line.debit - line.credit);
  }
}

/** What the first year begins with, when the company is older than its books here. */
export function openingBalances(spec: CompanySpec): Balances {
  if (spec.foundedInFirstYear) return new Map();
  return new Map([
    ["1910", 4_500_000n],
    ["1160", 1_200_000n],
    ["2000", -250_000n],
    ["2251", -5_450_000n],
  ]);
}

/** The first day's entry of a new year: last year's result joins the earlier ones. Nothing when there was none. */
export function carryResult(spec: CompanySpec, year: FinancialYear, opening: Balances): Entry | null {
  const result = opening.get("2370") ?? 0n;
  if (result === 0n) return null;
  return {
    date: year.startsOn,
    series: "MU",
    kind: "general",
    text: `Edellisen tilikauden tuloksen siirto (${spec.tag})`,
    lines: [signed("2370", -result), signed("2251", result)],
    papers: null,
  };
}

/** Share capital paid in on the company's first day. */
export function foundingEntry(spec: CompanySpec): Entry {
  return {
    date: spec.years[0]!.startsOn,
    series: "MU",
    kind: "general",
    text: `Osakepääoman maksu (${spec.tag})`,
    lines: [debit("1910", 2_500_000n), credit("2000", 2_500_000n)],
    papers: null,
  };
}

/**
 * Depreciation, income tax and the transfer of the result, all on the year's last day, so that the balance sheet
 * accounts alone sum to nothing and go on to the next year as they are.
 * @param balances after every other entry of the year; the caller adds these entries to it
 * @returns the entries, and the tax payment that falls in the next year
 */
export function closeYear(
  spec: CompanySpec,
  year: FinancialYear,
  balances: Balances,
): { entries: Entry[]; later: Entry[] } {
  const entries: Entry[] = [];
  const later: Entry[] = [];
  const on = (text: string, kind: Entry["kind"], lines: Entry["lines"]): Entry => ({
    date: year.endsOn,
    series: "MU",
    kind,
    text: `${text} (${spec.tag})`,
    lines,
    papers: null,
  });
  // 25 % of what is left: the largest depreciation of machinery that the tax law takes (EVL 30 §).
  const depreciation = share(balances.get("1160") ?? 0n, 25_000n);
  if (depreciation > 0n) {
    entries.push(on("Poistot", "general", [debit("6800", depreciation), credit("1160", depreciation)]));
  }
  let result = depreciation;
  for (const [account, balance] of balances) if (!isBalanceSheet(account)) result += balance;
  if (spec.incomeTax && result < 0n) {
    const tax = share(-result, 20_000n);
    entries.push(on("Tuloverojaksotus", "general", [debit("9900", tax), credit("2945", tax)]));
    result += tax;
    const paidOn = dayOfMonth(year.endsOn, 8, 1);
    if (paidOn <= TODAY) {
      const lines = [debit("2945", tax), credit("1910", tax)];
      later.push({ date: paidOn, series: "PT", kind: "bank", text: `Tulovero (${spec.tag})`, lines, papers: null });
    }
  }
  if (result !== 0n) {
    entries.push(on("Tilikauden tuloksen siirto", "closing", [signed("9990", -result), signed("2370", result)]));
  }
  return { entries, later };
}
