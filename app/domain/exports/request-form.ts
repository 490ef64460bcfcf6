import { isValidPhoneNumber, parsePhoneNumberWithError } from "libphonenumber-js/max";
import { z } from "zod";
import { type Authority, authorityLabels } from "./authority-labels.ts";

/** Languages in which the customer is written to. */
export const contactLanguages = ["fi", "sv", "en"] as const;
export type ContactLanguage = (typeof contactLanguages)[number];

const line = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Give ${what}.`)
    .max(max, `${what} can have at most ${max} characters.`)
    // CR and LF would end a mail header or a log line; the other control characters are never typed on purpose.
    .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters.");

/** A calendar day that exists, `YYYY-MM-DD`. */
export const calendarDay = z.iso.date("Give a day that exists, as YYYY-MM-DD.");

/**
 * To E.164. A number without a country prefix is read as one of the company's country.
 * @throws ZodError when it is no number that could receive an SMS
 */
export function phoneField(country: string) {
  return z
    .string()
    .trim()
    .transform((text, context) => {
      try {
        if (isValidPhoneNumber(text, country as "FI")) {
          const number = parsePhoneNumberWithError(text, country as "FI");
          const kind = number.getType();
          if (kind !== "FIXED_LINE" && kind !== "PREMIUM_RATE" && kind !== "TOLL_FREE") return number.number as string;
          context.addIssue("This number cannot receive a text message. Give a mobile number.");
          return z.NEVER;
        }
      } catch {
        // Falls through to the same sentence: what the person must do does not depend on how the number is wrong.
      }
      context.addIssue("Give a mobile number with its country code, such as +358 40 123 4567.");
      return z.NEVER;
    });
}

/** Years in which financial years end, as typed: "2023, 2024"; empty is all that the ledger has. */
export const yearsField = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === "") return null;
    const years = text.split(/[\s,;]+/).filter(Boolean);
    if (years.length > 60 || !years.every((year) => /^(19|20)\d\d$/.test(year))) {
      context.addIssue("Give the years as numbers separated by commas, such as 2023, 2024, or leave empty for all.");
      return z.NEVER;
    }
    return [...new Set(years.map(Number))].sort((a, b) => a - b);
  });

/** The form of a new request. `country` is the company's, for reading the phone number. */
export function requestForm(country: string) {
  return z.object({
    companyId: z.uuid("Choose the company from the list."),
    part: z.enum(["books", "payroll"], "Choose what the archive is of.").default("books"),
    requesterName: line("the name of the person who asks", 200),
    requesterAuthority: z.enum(Object.keys(authorityLabels) as [Authority], "Choose by what authority they ask."),
    contractEndsOn: calendarDay,
    recipientName: line("the name of the person who receives the archive", 200),
    recipientEmail: z
      .string()
      .trim()
      .max(254, "An e-mail address has at most 254 characters.")
      .pipe(z.email("Give an e-mail address such as name@company.fi.")),
    recipientPhone: phoneField(country),
    language: z.enum(contactLanguages, "Choose the language of the messages."),
    asOf: calendarDay,
    years: yearsField,
  });
}

/** Why a request is refused or cancelled. */
export const reasonForm = z.object({
  reason: line("the reason", 1000).min(5, "Give the reason in a few words: it is kept with the request."),
});

/** For screens: enough to recognise one's own number by, not enough to learn it. Empty once the number is erased. */
export function maskPhone(e164: string): string {
  if (e164 === "") return "";
  return `+${parsePhoneNumberWithError(e164).countryCallingCode} ** *** *${e164.slice(-2)}`;
}
