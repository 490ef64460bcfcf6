import type { Registration } from "#app/domain/disclosures/register-disclosure.server.ts";

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

export const scopeOfForm = (form: FormData) => ({
  from: textOf(form, "from"),
  to: textOf(form, "to"),
  businessIds: textOf(form, "businessIds"),
  events: textOf(form, "events"),
  persons: textOf(form, "persons"),
  allEvents: form.get("allEvents") === "on",
});

export const registrationOf = (form: FormData): Registration => ({
  authority: textOf(form, "authority"),
  legalBasis: textOf(form, "legalBasis"),
  reference: textOf(form, "reference"),
  receivedOn: textOf(form, "receivedOn"),
  recipientEmail: textOf(form, "recipientEmail"),
  recipientPhone: textOf(form, "recipientPhone"),
  language: textOf(form, "language") as Registration["language"],
  ...scopeOfForm(form),
  tellCustomer: textOf(form, "tellCustomer") as Registration["tellCustomer"],
  tellAfter: textOf(form, "tellAfter"),
});
