/**
 * Money in integer cents. A number while it is exact (up to 90 thousand billion), a bigint beyond: numeric(18,2) holds more
 * than a double can, but adding a million bigints costs ten times as much.
 */
export type Cents = number | bigint;

/** @param text an amount as Postgres writes numeric(18,2): "-12.50" */
export function cents(text: string): Cents {
  const digits = text.slice(0, -3) + text.slice(-2);
  return digits.length <= 15 ? Number(digits) : BigInt(digits);
}

export function add(a: Cents, b: Cents): Cents {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return narrow(BigInt(a) + BigInt(b));
}

export const negate = (a: Cents): Cents => (typeof a === "number" ? 0 - a : -a);
export const subtract = (a: Cents, b: Cents): Cents => add(a, negate(b));
export const isZero = (a: Cents): boolean => Number(a) === 0;
export const isNegative = (a: Cents): boolean => a < 0;

/** So that equal amounts are the same value, whichever way they were summed. */
function narrow(value: bigint): Cents {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** With a point and two decimals, no grouping: "-12.50". */
export function decimal(value: Cents): string {
  const negative = value < 0;
  const digits = (negative ? (typeof value === "number" ? -value : -value) : value).toString().padStart(3, "0");
  return `${negative ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
