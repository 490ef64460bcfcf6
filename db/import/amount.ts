const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;
// numeric(18,2): sixteen digits before the point.
const MAX_UNITS_DIGITS = 16;

/**
 * An amount as cents, exactly. Takes a plain decimal with a point: no exponent, no thousands separator, no decimal comma.
 * Further decimals are taken when they are zeros.
 * @returns undefined for what is not such an amount or does not fit numeric(18,2)
 */
export function parseCents(text: string): bigint | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const units = match[2]!;
  const decimals = match[3] ?? "";
  if (units === "" && decimals === "") return undefined;
  for (let i = 2; i < decimals.length; i++) if (decimals.charCodeAt(i) !== 48) return undefined;
  const digits = units + (decimals.length >= 2 ? decimals.slice(0, 2) : decimals.padEnd(2, "0"));
  // Below 2^53 a number is exact and much cheaper to make.
  if (digits.length <= 15) {
    const cents = BigInt(Number(digits));
    return match[1] === "-" ? -cents : cents;
  }
  if (units.replace(/^0+/, "").length > MAX_UNITS_DIGITS) return undefined;
  const cents = BigInt(digits);
  return match[1] === "-" ? -cents : cents;
}

/** Cents as a decimal string with two decimals: -5n is "-0.05". */
export function formatCents(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * A decimal that is no money (a rate, a quantity), as text for the database, which rounds to the column's scale.
 * @param maxIntegerDigits what the column holds before the point
 */
export function parseDecimal(text: string, maxIntegerDigits: number): string | undefined {
  const trimmed = text.trim();
  const match = DECIMAL.exec(trimmed);
  if (!match || trimmed.length > 40) return undefined;
  const units = match[2]!.replace(/^0+/, "");
  if (match[2] === "" && !match[3]) return undefined;
  // One digit fewer than fits, so that rounding cannot carry over the edge.
  return units.length < maxIntegerDigits ? trimmed : undefined;
}
