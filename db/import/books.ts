import type { Span } from "./calendar.ts";

export type AccountType = "asset" | "liability" | "equity" | "income" | "expense" | "unknown";

/** Money is in cents; debit positive, credit negative where there is one figure. Days are YYYY-MM-DD. */
export type AccountRow = { number: string; name: string; type: AccountType; standardCode?: string };
/** `year` is 0 for the file's own year, -1 for the one before. */
export type BalanceRow = { year: number; number: string; opening: bigint; closing?: bigint };
/** An account's balance on one object (a value of a dimension): one record of the file, so one of the two figures. */
export type ObjectBalanceRow = {
  /** The line of the file. */
  line: number;
  year: number;
  number: string;
  dimension: string;
  value: string;
  opening?: bigint;
  closing?: bigint;
};
export type PartyRow = {
  kind: "customer" | "supplier";
  number: string;
  name: string;
  businessId?: string;
  vatNumber?: string;
  street?: string;
  postalCode?: string;
  city?: string;
  country?: string;
  accountNumber?: string;
  opening?: bigint;
  closing?: bigint;
};
export type TaxCodeRow = {
  code: string;
  /** A code may come again with another rate; the latest is the one the ledger holds. */
  effectiveFrom?: string;
  description: string;
  rate?: string;
  country?: string;
  standardCode?: string;
};
export type VoucherRow = {
  /** The line of the file where it begins. */
  line: number;
  series: string;
  number: string;
  date: string;
  postingDate?: string;
  text: string;
  source: string;
  kind: "general" | "sales" | "purchase";
};
export type LineRow = {
  account: string;
  debit: bigint;
  credit: bigint;
  text: string;
  currency?: string;
  currencyAmount?: bigint;
  exchangeRate?: string;
  taxCode?: string;
  taxBase?: bigint;
  taxAmount?: bigint;
  quantity?: string;
  partyKind?: "customer" | "supplier";
  partyNumber?: string;
  dimensions: readonly (readonly [string, string])[];
};

/** Where a reader puts what it has read, in the order of the file. Synchronous: the reader pauses between chunks only. */
export interface Books {
  account(row: AccountRow): void;
  balance(row: BalanceRow): void;
  objectBalance(row: ObjectBalanceRow): void;
  dimension(code: string, name: string, parent?: string): void;
  dimensionValue(dimension: string, code: string, name: string): void;
  taxCode(row: TaxCodeRow): void;
  party(row: PartyRow): void;
  /** A whole voucher: the reader has checked that it balances. */
  voucher(row: VoucherRow, lines: readonly LineRow[]): void;
}

export type CompanyHead = {
  businessId?: string;
  name?: string;
  country?: string;
  legalForm?: string;
  /** The standard chart that the accounts follow, as SIE names it. */
  chartKind?: string;
  vatNumber?: string;
  street?: string;
  postalCode?: string;
  city?: string;
  addressCountry?: string;
  currency?: string;
};

/** What a file has and the ledger has no place for: a kind that texts are made from, and how often. */
export type LeftOutKind =
  | "month_sums"
  | "budget"
  | "removed_rows"
  | "units"
  | "file_notes"
  | "signatures"
  | "row_days"
  | "balance_quantities"
  | "contact"
  | "further_codes"
  /** Balances of the year before, where it is not filled. */
  | "year_before"
  | "earlier_years"
  | "unknown";
export type LeftOut = { kind: LeftOutKind; count: number };

/**
 * What a file says about itself. `content`: `books` are a year's vouchers and balances, `balances` has no vouchers by its
 * type (SIE 1-3), `additions` are vouchers to add to a year (SIE 4I).
 */
export type FileHead = {
  format: string;
  content: "books" | "balances" | "additions";
  company: CompanyHead;
  /** The file's own year and the one before, as far as it names them. */
  year?: Span;
  previousYear?: Span;
  leftOut?: LeftOut[];
};
