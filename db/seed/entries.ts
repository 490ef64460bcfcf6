import type { Day } from "./calendar.ts";
import type { Party } from "./parties.ts";

export type Line = {
  account: string;
  debit: bigint;
  credit: bigint;
  text: string;
  taxCode: string | null;
  taxBase: bigint | null;
  taxAmount: bigint | null;
  party: Party | null;
  dimensions: [string, string][];
  /** What ties a payment to its invoice, on the lines of customers' and suppliers' accounts. */
  reference: string | null;
  dueOn: Day | null;
};

export type VoucherKind = "general" | "sales" | "purchase" | "payroll" | "bank" | "vat" | "closing" | "inventory";
export type Series = "ML" | "OL" | "PA" | "PT" | "MU";

export const SERIES_NAMES: Record<Series, string> = {
  ML: "Myyntilaskut ja päiväraportit",
  OL: "Ostolaskut",
  PA: "Palkat",
  PT: "Pankkitositteet",
  MU: "Muistiotositteet",
};

export type Paper = {
  fileName: string;
  mediaType: "application/pdf" | "application/xml";
  bytes: Buffer;
};

/** A voucher before it has its number. */
export type Entry = {
  date: Day;
  series: Series;
  kind: VoucherKind;
  text: string;
  lines: Line[];
  /** Makes the attachments once the voucher's name ("ML 12") is known. */
  papers: ((voucher: string) => Paper[]) | null;
};

type LineDetails = Partial<Omit<Line, "account" | "debit" | "credit">>;

const NO_DETAILS: Omit<Line, "account" | "debit" | "credit"> = {
  text: "",
  taxCode: null,
  taxBase: null,
  taxAmount: null,
  party: null,
  dimensions: [],
  reference: null,
  dueOn: null,
};

export function debit(account: string, amount: bigint, details: LineDetails = {}): Line {
  return { ...NO_DETAILS, ...details, account, debit: amount, credit: 0n };
}

export function credit(account: string, amount: bigint, details: LineDetails = {}): Line {
  return { ...NO_DETAILS, ...details, account, debit: 0n, credit: amount };
}

/** Debit when positive, credit when negative. */
export function signed(account: string, amount: bigint, details: LineDetails = {}): Line {
  return amount >= 0n ? debit(account, amount, details) : credit(account, -amount, details);
}
