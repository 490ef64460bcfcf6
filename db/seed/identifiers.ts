const BUSINESS_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/**
 * A Finnish business id (Y-tunnus): seven digits, a hyphen and the check digit (weights 7 9 10 5 8 4 2, modulo 11).
 * @returns null for the digits whose remainder is 1, which are never given out
 */
export function businessId(sevenDigits: string): string | null {
  const sum = BUSINESS_ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(sevenDigits[i]), 0);
  const remainder = sum % 11;
  if (remainder === 1) return null;
  return `${sevenDigits}-${remainder === 0 ? 0 : 11 - remainder}`;
}

/** The first valid id at or after the seven digits. */
export function businessIdFrom(sevenDigits: number): string {
  return businessId(String(sevenDigits)) ?? businessId(String(sevenDigits + 1))!;
}

export function vatNumber(id: string): string {
  return `FI${id.replace("-", "")}`;
}

/** A Finnish payment reference: the number and its check digit (weights 7 3 1 from the right). */
export function reference(number: number): string {
  const sum = [...String(number)].reverse().reduce((total, digit, i) => total + Number(digit) * [7, 3, 1][i % 3]!, 0);
  return `${number}${(10 - (sum % 10)) % 10}`;
}

/** A Finnish IBAN with right check digits (ISO 7064 modulo 97-10) from the 14 digits of a national account. */
export function iban(account: string): string {
  // F = 15, I = 18; the check digits stand as 00 while they are worked out.
  const check = 98n - (BigInt(`${account}151800`) % 97n);
  return `FI${String(check).padStart(2, "0")}${account}`;
}
