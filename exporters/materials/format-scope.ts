import { includes, type YearDecision } from "../law/scope.ts";
import type { BooksMaterial } from "../law/types.ts";
import type { ArchiveFormat } from "../run.ts";
import type { AccountYear } from "./accounts.ts";

/**
 * Whether what is in may say what its codes stand for (an account's name, a customer's) although the register itself is not in.
 * Past the register's period, yes: a ledger is kept in plain language (KPL 2:7.1). What an officer leaves out is named nowhere.
 */
export const mayName = (year: YearDecision, register: BooksMaterial): boolean =>
  year.materials.some((m) => m.material === register && m.reason.code !== "left_out_by_officer");

/** The year's accounts as every file may show them: without their names where the chart of accounts was left out. */
export const namedAccounts = (year: YearDecision, accounts: readonly AccountYear[]): AccountYear[] =>
  mayName(year, "chart_of_accounts") ? [...accounts] : accounts.map((a) => ({ ...a, name: "", standardCode: null }));

/** Opening and closing balances stand in the trial balance and in the general ledger: either of them is enough. */
export const hasBalances = (year: YearDecision): boolean =>
  includes(year, "trial_balance") || includes(year, "general_ledger");

/** Whether a file of several materials may tell of accounts and their balances. */
export const hasAccounts = (year: YearDecision): boolean => includes(year, "chart_of_accounts") && hasBalances(year);

/** SIE type 4 declares every account that its vouchers use and states its balances; the SAF-T schema needs neither. */
export const writesSie = (year: YearDecision): boolean => includes(year, "journal") && hasAccounts(year);
export const writesSaft = (year: YearDecision): boolean => includes(year, "journal");

export type FormatGap = {
  format: "saft" | "sie";
  startsOn: string;
  endsOn: string;
  /** Nothing was written, or only what is in scope. */
  written: boolean;
  /** For want of these. */
  missing: BooksMaterial[];
};

/** Formats that a year has not, or not whole, because what they would hold is not in its scope. In the order of years. */
export function formatGaps(years: readonly YearDecision[], formats: ReadonlySet<ArchiveFormat>): FormatGap[] {
  return years.flatMap((year) => {
    const { startsOn, endsOn } = year;
    const accounts: BooksMaterial[] = includes(year, "chart_of_accounts") ? [] : ["chart_of_accounts"];
    if (!hasBalances(year)) accounts.push("trial_balance", "general_ledger");
    const journal: BooksMaterial[] = includes(year, "journal") ? [] : ["journal"];
    const gaps: FormatGap[] = [
      { format: "saft", startsOn, endsOn, written: writesSaft(year), missing: journal.length > 0 ? journal : accounts },
      { format: "sie", startsOn, endsOn, written: false, missing: [...journal, ...accounts] },
    ];
    return gaps.filter(({ format, missing }) => formats.has(format) && missing.length > 0);
  });
}
