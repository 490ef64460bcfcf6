import type { ArchiveLanguage } from "../../run.ts";
import { type Cents, decimal } from "../money.ts";
import { writtenAmount } from "../pdf/written-amount.ts";

const SPACE = "\u00a0";
/** U+00A0 as its UTF-8 bytes, one character each: pages of rows are written as bytes (see Snapshot.copy). */
const SPACE_BYTES = "\u00c2\u00a0";

/** Amounts of pages of rows, as bytes, in a page's language. */
export const amountBytes = (language: ArchiveLanguage) => {
  /** @param text as Postgres writes numeric(18,2) */
  const amount = (text: string): string => writtenAmount(language, text, SPACE_BYTES);
  return {
    amount,
    cents: (value: Cents): string => amount(decimal(value)),
    /** A zero is left out, as ledgers do. */
    side: (text: string): string => (text === "0.00" ? "" : amount(text)),
  };
};
export type AmountBytes = ReturnType<typeof amountBytes>;

/** A count as text, its thousands apart. */
export const countText = (language: ArchiveLanguage, value: number): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, language === "en" ? "," : SPACE);
/** As text. */
export const amountText = (language: ArchiveLanguage, value: Cents | string): string =>
  writtenAmount(language, typeof value === "string" ? value : decimal(value));
/** A rate or a quantity without zeros at its end: "1.08120000" as "1,0812", in English "1.0812"; "2.0000" as "2". */
export const shortNumber = (language: ArchiveLanguage, text: string): string => {
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return language === "en" ? short : short.replace(".", ",");
};
