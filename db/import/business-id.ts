import { FinnishBusinessIds } from "finnish-business-ids";

/** `normalised` is what the ledger stores, right or wrong; `problem` is a sentence when `ok` is false. */
export type BusinessIdCheck = { ok: boolean; normalised: string; problem?: string };

const wrong = (normalised: string, problem: string): BusinessIdCheck => ({ ok: false, normalised, problem });

function finnish(text: string): BusinessIdCheck {
  const match = /^(?:FI)?(\d{6,7})-?(\d)$/i.exec(text.replace(/\s/g, ""));
  if (!match) return wrong(text, `"${text}" is not a Finnish business ID: seven digits, a hyphen and a check digit.`);
  // Numbers from before 1977 have six digits before the hyphen; they are written with a leading zero.
  const normalised = `${match[1]!.padStart(7, "0")}-${match[2]}`;
  if (FinnishBusinessIds.isValidBusinessId(normalised)) return { ok: true, normalised };
  return wrong(normalised, `The check digit of ${normalised} is wrong.`);
}

/** Luhn over ten digits (SKVFS 1978:1 and SFS 1974:174 § 1). */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const doubled = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function swedish(text: string): BusinessIdCheck {
  const digits = text.replace(/[\s-]/g, "");
  // 16 stands before a legal person's number, a century before a sole trader's; a VAT number is SE, the number and 01.
  const match = /^(?:16|19|20)?(\d{6})(\d{4})$/.exec(digits) ?? /^SE(\d{6})(\d{4})\d\d$/i.exec(digits);
  if (!match) return wrong(text, `"${text}" is not a Swedish organisation number: ten digits, NNNNNN-NNNN.`);
  const normalised = `${match[1]}-${match[2]}`;
  // The third digit is at least 2 in a legal person's number; below that the number begins with a date of birth.
  const month = Number(normalised.slice(2, 4));
  const dayOfBirth = Number(normalised.slice(4, 6)) % 60;
  if (Number(normalised[2]) < 2 && (month < 1 || month > 12 || dayOfBirth < 1 || dayOfBirth > 31))
    return wrong(normalised, `${normalised} is neither an organisation number nor a personal identity number.`);
  return luhn(match[1]! + match[2]!)
    ? { ok: true, normalised }
    : wrong(normalised, `The check digit of ${normalised} is wrong.`);
}

const NORWEGIAN_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

function norwegian(text: string): BusinessIdCheck {
  const match = /^(?:NO)?(\d{9})(?:MVA)?$/i.exec(text.replace(/[\s.]/g, ""));
  if (!match) return wrong(text, `"${text}" is not a Norwegian organisation number: nine digits.`);
  const normalised = match[1]!;
  const sum = NORWEGIAN_WEIGHTS.reduce((total, weight, i) => total + weight * Number(normalised[i]), 0);
  // A remainder of 1 would need the check digit 10: no such number is given out.
  const check = (11 - (sum % 11)) % 11;
  if (check === Number(normalised[8])) return { ok: true, normalised };
  return wrong(normalised, `The check digit of ${normalised} is wrong.`);
}

/**
 * Checks a company's number and puts it into the form the ledger stores: Finnish NNNNNNN-N, Swedish NNNNNN-NNNN,
 * Norwegian nine digits. Other countries' numbers are taken as they are, without the spaces around them.
 * @param country ISO 3166-1 alpha-2
 */
export function checkBusinessId(country: string, text: string): BusinessIdCheck {
  const trimmed = text.trim();
  if (trimmed === "") return wrong("", "There is no business ID.");
  if (trimmed.length > 35) return wrong(trimmed.slice(0, 35), "A business ID has at most 35 characters.");
  switch (country.toUpperCase()) {
    case "FI":
      return finnish(trimmed);
    case "SE":
      return swedish(trimmed);
    case "NO":
      return norwegian(trimmed);
    default:
      return { ok: true, normalised: trimmed };
  }
}
