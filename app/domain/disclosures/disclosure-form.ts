import { z } from "zod";
import { calendarDay, contactLanguages, phoneField } from "../exports/request-form.ts";
import { scopeFields } from "./scope-rules.ts";

const line = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Give ${what}.`)
    .max(max, `${what} can have at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters.");

/** What customer service writes down of an authority's request. */
export const registrationForm = z.object({
  authority: line("the authority's name", 200),
  legalBasis: line("the legal basis", 500),
  reference: line("the authority's reference", 200),
  receivedOn: calendarDay,
  recipientEmail: z
    .string()
    .trim()
    .max(254, "An e-mail address has at most 254 characters.")
    .pipe(z.email("Give an e-mail address such as name@authority.fi.")),
  recipientPhone: phoneField("FI"),
  language: z.enum(contactLanguages, "Choose the language of the messages."),
  ...scopeFields,
  tellCustomer: z.enum(["yes", "no", "later"], "Say whether the customer may be told, as the decision says."),
  /** Empty unless the customer is told later. */
  tellAfter: z.union([z.literal(""), calendarDay]),
});

export const scopeForm = z.object(scopeFields);

export const verificationForm = z.object({
  how: line("how it was verified", 500).min(
    10,
    "Say by which other channel, and with whom: it is kept with the request.",
  ),
});

export const receiptForm = z.object({ how: line("how the authority confirmed it", 500) });

export const refusalForm = z.object({
  reason: line("the reason", 1000).min(5, "Give the reason in a few words: it is kept with the request."),
});
