import { type Cents, decimal } from "../money.ts";

/** U+00A0 as its UTF-8 bytes, one character each: pages of rows are written as bytes (see Snapshot.copy). */
const SPACE_BYTES = "\u00c2\u00a0";

/** An amount as Postgres writes it, with a decimal comma and its thousands apart: the Finnish and Swedish way, unambiguous in English. */
function grouped(text: string, space: string): string {
  const point = text.length - 3;
  let out = `,${text.slice(point + 1)}`;
  const first = text.startsWith("-") ? 1 : 0;
  let end = point;
  for (; end - first > 3; end -= 3) out = space + text.slice(end - 3, end) + out;
  return text.slice(0, end) + out;
}

/** As bytes; a zero is left out, as ledgers do. @param text as Postgres writes numeric(18,2) */
export const sideBytes = (text: string): string => (text === "0.00" ? "" : grouped(text, SPACE_BYTES));
export const amountBytes = (text: string): string => grouped(text, SPACE_BYTES);
export const centsBytes = (value: Cents): string => grouped(decimal(value), SPACE_BYTES);
/** A count as text, its thousands apart. */
export const countText = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
/** As text. */
export const amountText = (value: Cents | string): string =>
  grouped(typeof value === "string" ? value : decimal(value), "\u00a0");
