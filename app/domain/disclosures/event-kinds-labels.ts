/**
 * Kinds of event that are known, and which of an event's details are passed on to an authority: codes and numbers of the
 * company's own matters. Anything else that the log says beside an event (names of payers, employees, new users) is withheld,
 * since the request is not about them. A kind that is not listed here has none passed on.
 */
export const eventKinds = {
  sign_in: { label: "Signed in", details: ["method"] },
  sign_out: { label: "Signed out", details: [] },
  voucher_viewed: { label: "Looked at a voucher", details: ["voucher"] },
  voucher_changed: { label: "Changed a voucher", details: ["voucher", "field"] },
  invoice_sent: { label: "Sent an invoice", details: ["invoice", "channel"] },
  payment_confirmed: { label: "Confirmed a payment", details: ["payment"] },
  payslip_viewed: { label: "Looked at a payslip", details: ["payslip"] },
  settings_changed: { label: "Changed a setting", details: ["setting"] },
  user_added: { label: "Added a user", details: ["role"] },
} as const satisfies Record<string, { label: string; details: readonly string[] }>;

export const detailKeys: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(eventKinds).map(([kind, { details }]) => [kind, details]),
);

/** In words where the kind is known. */
export const eventLabel = (kind: string): string =>
  Object.hasOwn(eventKinds, kind) ? eventKinds[kind as keyof typeof eventKinds].label : kind;
