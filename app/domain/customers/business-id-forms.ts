const COUNTRIES = "FI|SE|EE|NO|DK|LV|LT";

/**
 * A business id as people write it, as digits alone: `9000101-9`, `90001019`, `FI90001019`, `FI 9000101-9`. Null for what is none.
 * A Swedish VAT number is the organisation number with 01 after it.
 */
export function idDigits(typed: string): string | null {
  const match = new RegExp(`^(${COUNTRIES})?((?:[\\s.-]*\\d){3,14})[\\s.-]*$`, "i").exec(typed.trim());
  if (!match) return null;
  const digits = match[2]!.replaceAll(/\D/g, "");
  return match[1]?.toUpperCase() === "SE" && digits.length === 12 && digits.endsWith("01")
    ? digits.slice(0, 10)
    : digits;
}

/** A customer's own id in the same form; an id with letters keeps them. */
export const compactId = (businessId: string): string => businessId.toLowerCase().replaceAll(/[\s.-]/g, "");
