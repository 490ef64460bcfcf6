import type { Day, Period } from "./calendar.ts";
import type { MarkPlan } from "./retention-marks.ts";
import type { VatClass } from "./vat.ts";

/** Something sold or bought: the account, what it is called, the tax class, and the range of its price in cents. */
export type Article = { account: string; name: string; vat: VatClass; min: number; max: number };

export type FinancialYear = Period & {
  /** The day the statements were drawn up; null while the year is open. */
  closedOn: Day | null;
};

/** A sale that is not left to chance, so that a test can work out its tax by hand. */
export type KnownSale = { date: Day; article: string; account: string; vat: VatClass; net: bigint };

export type CompanySpec = {
  /** Unique, and in the names of its parties and the texts of its vouchers: any leak into another archive can be found. */
  tag: string;
  businessId: string;
  name: string;
  legalForm: string;
  street: string;
  postalCode: string;
  city: string;
  capitalName: string;
  years: FinancialYear[];
  /** False when the books go back further than the ledger does: then the first year has opening balances. */
  foundedInFirstYear: boolean;
  vatPeriod: "month" | "quarter" | "year" | "none";
  incomeTax: boolean;
  sales: Article[];
  salesPerMonth: number;
  /** Sold over the counter, one voucher a day. */
  cashSales: Article[];
  cashDaysPerMonth: number;
  purchases: Article[];
  purchasesPerMonth: number;
  employees: number;
  customers: number;
  suppliers: number;
  /** An attachment of its own for each invoice and payroll, or one collection of a series a month or a quarter. */
  attachments: "each" | "monthly" | "quarterly";
  managementReport: boolean;
  knownSales: KnownSale[];
  /** A number that a series lacks, as after a voucher that was cancelled by mistake. */
  gap: { series: string; yearEnds: Day; number: number } | null;
  /** Vouchers that are kept longer than their year's. */
  marks: MarkPlan[];
  assetsBought: { date: Day; name: string; cost: bigint }[];
  assetsSold: { date: Day; name: string }[];
};

/** Calendar years, closed on the last day of March of the next year; `last` is open. */
export function calendarYears(first: number, last: number): FinancialYear[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    startsOn: `${first + i}-01-01`,
    endsOn: `${first + i}-12-31`,
    closedOn: first + i === last ? null : `${first + i + 1}-03-31`,
  }));
}

/** Years from 16 June to 15 June, closed at the end of September. */
export function seasons(first: number, last: number): FinancialYear[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    startsOn: `${first + i}-06-16`,
    endsOn: `${first + i + 1}-06-15`,
    closedOn: first + i === last ? null : `${first + i + 1}-09-30`,
  }));
}

/** Years from 1 April to 31 March, closed in the middle of July. */
export function aprilYears(first: number, last: number): FinancialYear[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    startsOn: `${first + i}-04-01`,
    endsOn: `${first + i + 1}-03-31`,
    closedOn: first + i === last ? null : `${first + i + 1}-07-15`,
  }));
}
