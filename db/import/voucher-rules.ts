import { formatCents } from "./amount.ts";
import type { LineRow } from "./books.ts";
import type { Problems } from "./problems.ts";

/** Codes and numbers are keys of the database's indexes, which take no more than 2,700 bytes; no real one comes near. */
const MAX_KEY_CHARACTERS = 255;

/** Refuses a code that is too long for a key. */
export function tooLong(problems: Problems, key: string, what: string, place: () => string): void {
  if (key.length > MAX_KEY_CHARACTERS)
    problems.refuse(
      "code_too_long",
      place(),
      `${what} has ${key.length} characters.`,
      `Shorten it to ${MAX_KEY_CHARACTERS}.`,
    );
}

/** Refuses a voucher whose debits and credits differ. @returns whether they do */
export function unbalanced(problems: Problems, lines: readonly LineRow[], place: string): boolean {
  let debit = 0n;
  let credit = 0n;
  for (const line of lines) {
    debit += line.debit;
    credit += line.credit;
  }
  if (debit === credit) return false;
  const difference = debit > credit ? debit - credit : credit - debit;
  problems.refuse(
    "voucher_unbalanced",
    place,
    `The voucher does not balance: debit ${formatCents(debit)}, credit ${formatCents(credit)}, difference ${formatCents(difference)}.`,
    "Correct the voucher in the product that wrote the file and export it again.",
  );
  return true;
}
