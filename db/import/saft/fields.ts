import { parseCents, parseDecimal } from "../amount.ts";
import { parseIsoDate } from "../calendar.ts";
import type { Problems } from "../problems.ts";
import { tooLong } from "../voucher-rules.ts";

/** Turns the texts of elements into values, and tells what is wrong with them and where. */
export type FieldReader = ReturnType<typeof fieldReader>;

/** @param place where the reader stands, as a sentence's fragment */
export function fieldReader(problems: Problems, place: () => string) {
  let bad = 0;
  return {
    /** How many values were refused so far: a voucher in which it grows is not checked further. */
    get badCount() {
      return bad;
    },
    place,
    cents(text: string): bigint | undefined {
      const cents = parseCents(text);
      if (cents === undefined) {
        bad++;
        problems.refuse(
          "bad_amount",
          place(),
          `"${text.slice(0, 40)}" is not an amount.`,
          "Write it as a decimal number with a point, at most two decimals and sixteen digits before them.",
        );
      }
      return cents;
    },
    date(text: string, element: string): string | undefined {
      const date = parseIsoDate(text);
      if (!date) {
        bad++;
        problems.refuse(
          "impossible_date",
          place(),
          text === "" ? `${element} is missing.` : `${element} "${text.slice(0, 40)}" is no day of the calendar.`,
          "Write it as YYYY-MM-DD.",
        );
      }
      return date;
    },
    /** A rate or quantity: what does not fit is left out with a warning, since no total of the books hangs on it. */
    decimal(text: string, maxIntegerDigits: number): string | undefined {
      const value = parseDecimal(text, maxIntegerDigits);
      if (value === undefined)
        problems.warn(
          "bad_figure",
          place(),
          `"${text.slice(0, 40)}" is no rate or quantity that the ledger can hold.`,
          "It was left out.",
        );
      return value;
    },
    key(text: string, element: string): string {
      tooLong(problems, text, element, place);
      return text;
    },
    missing(element: string): void {
      bad++;
      problems.refuse("element_missing", place(), `${element} is missing or empty.`, "The SAF-T schema demands it.");
    },
  };
}
