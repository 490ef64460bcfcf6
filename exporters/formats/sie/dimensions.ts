/** Numbers below are the format's own (1 cost centre, 6 project, 8 customer, 9 supplier ...). */
const FIRST_FREE = 20;
const CUSTOMER = "8";
const SUPPLIER = "9";

/** The ledger's dimensions under the numbers that the format asks for. */
export type DimensionNumbers = {
  of(code: string): string;
  /** Codes that are no numbers, and what they became. */
  given: { code: string; number: string }[];
  /** The dimension of customers or suppliers; null where the ledger has its own meaning for that number. */
  party: { customer: string | null; supplier: string | null };
};

/**
 * Keeps numbers as they are; other codes get the next free ones from 20 on, in the order of `codes`.
 * @param codes all that are declared or used
 */
export function numberDimensions(codes: readonly string[]): DimensionNumbers {
  const taken = new Set(codes.filter((code) => isNumber(code)));
  const given: DimensionNumbers["given"] = [];
  const numbers = new Map<string, string>();
  let next = FIRST_FREE;
  for (const code of codes) {
    if (isNumber(code) || numbers.has(code)) continue;
    while (taken.has(String(next))) next++;
    const number = String(next++);
    numbers.set(code, number);
    given.push({ code, number });
  }
  return {
    of: (code) => numbers.get(code) ?? code,
    given,
    party: { customer: taken.has(CUSTOMER) ? null : CUSTOMER, supplier: taken.has(SUPPLIER) ? null : SUPPLIER },
  };
}

const isNumber = (code: string): boolean => /^[1-9]\d{0,8}$/.test(code);
