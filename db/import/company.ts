import type { CompanyHead } from "./books.ts";
import { checkBusinessId } from "./business-id.ts";
import type { Problems } from "./problems.ts";

export type Company = CompanyHead & { businessId: string; country: string; name: string; currency: string };

/** A Finnish company's SIE file has a Finnish number, and no country. */
function countryOf(number: string, fallback: string): string {
  return /^\d{7}-\d$/.test(number.trim()) && checkBusinessId("FI", number).ok ? "FI" : fallback;
}

/**
 * Whose books a file holds: the number in the file, or `--company`. A number in the file that is right is never
 * overruled, since that would put one company's books under another's name.
 * @param given the command line's `--company` and `--country`
 * @param fallbackCountry where the format comes from
 * @throws ImportRefused when there is no number, or two that differ
 */
export function resolveCompany(
  head: CompanyHead,
  given: { company?: string; country?: string },
  fallbackCountry: string,
  problems: Problems,
): Company {
  const stated = head.businessId ?? "";
  const number = given.company ?? stated;
  const country = given.country ?? head.country ?? countryOf(number, fallbackCountry);
  const place = fallbackCountry === "SE" ? "#ORGNR" : "Header/Company/RegistrationNumber";
  if (number.trim() === "")
    problems.stop(
      "business_id_missing",
      place,
      "The file does not say whose books these are: it has no organisation number.",
      `Give the number with --company BUSINESS_ID (and --country CC when it is not ${fallbackCountry}).`,
    );
  const check = checkBusinessId(country, number);
  if (given.company !== undefined) {
    if (!check.ok)
      problems.stop(
        "bad_business_id",
        "--company",
        check.problem!,
        "Correct --company, or --country if it is another country's.",
      );
    const inFile = checkBusinessId(country, stated);
    if (stated.trim() === "")
      problems.warn(
        "business_id_missing",
        place,
        "The file has no organisation number.",
        `${check.normalised} was given with --company.`,
      );
    else if (inFile.ok && inFile.normalised !== check.normalised)
      problems.stop(
        "another_company",
        place,
        `The file holds the books of ${inFile.normalised}, not of ${check.normalised}.`,
        "Leave --company out, or give the other file.",
      );
    else if (!inFile.ok)
      problems.warn(
        "bad_business_id",
        place,
        `${inFile.problem} The file says ${inFile.normalised}.`,
        `${check.normalised} was given with --company.`,
      );
  } else if (!check.ok)
    problems.warn(
      "bad_business_id",
      place,
      check.problem!,
      "Imported under the number as it is; give the right one with --company if it is wrong.",
    );
  if (!head.name?.trim())
    problems.warn(
      "company_name_missing",
      place,
      "The file does not name the company.",
      "Its number stands for the name.",
    );
  return {
    ...head,
    businessId: check.normalised,
    country,
    name: head.name?.trim() || check.normalised,
    currency: head.currency && /^[A-Z]{3}$/.test(head.currency) ? head.currency : "EUR",
  };
}
