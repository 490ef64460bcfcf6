import type { CaseAction, CaseLanguage, CaseState, Priority, ReplyTemplate, RequestField } from "../case-kinds.ts";

/** What several kinds of case share. Pure. */

export const received: CaseState = { label: "Received", waitsFor: "us", closed: false };
/** The customer owes us an answer. */
export const waiting: CaseState = { label: "Waiting for the customer", waitsFor: "customer", closed: false };
export const passedOn: CaseState = { label: "With the platform team", waitsFor: "platform", closed: false };
export const answered: CaseState = { label: "Answered", waitsFor: "customer", closed: false };
export const closed: CaseState = { label: "Closed", waitsFor: "nobody", closed: true };
export const declined: CaseState = { label: "Declined", waitsFor: "nobody", closed: true };
export const refused: CaseState = { label: "Refused", waitsFor: "nobody", closed: true };

export const requester: RequestField = {
  name: "requester",
  label: "Who asks",
  hint: "Name and role at the customer.",
  type: "text",
  required: true,
  maxLength: 200,
};

export const askCustomer = (from: readonly string[], reply: string): CaseAction => ({
  label: "Ask the customer",
  from,
  to: "waiting",
  permission: "cases.work",
  asks: null,
  reply,
  disabled: "The customer is asked while the case is being worked on by customer service.",
});

export const customerAnswered = (to: string): CaseAction => ({
  label: "The customer answered",
  from: ["waiting"],
  to,
  permission: "cases.work",
  asks: null,
  reply: null,
  disabled: "The case does not wait for the customer.",
});

export const reopen = (from: readonly string[], to: string): CaseAction => ({
  label: "Reopen",
  from,
  to,
  permission: "cases.work",
  asks: { label: "Why it is taken up again", hint: "What has come to light since it was closed." },
  reply: null,
  disabled: "Only a closed case is reopened.",
});

/** What a rule of the service forbids is refused with a reply that says what helps instead. */
export const refuse = (label: string, reply: string): CaseAction => ({
  label,
  from: ["received", "waiting"],
  to: "refused",
  permission: "cases.work",
  asks: null,
  reply,
  disabled: "The request has been passed on, or is closed.",
});

export const decline = (
  from: readonly string[],
  { hint, reply, disabled }: { hint: string; reply: string; disabled: string },
): CaseAction => ({
  label: "Decline",
  from,
  to: "declined",
  permission: "cases.work",
  asks: { label: "Why it is declined", hint },
  reply,
  disabled,
});

/** From customer service to whoever does what was requested. */
export const passOnRequest = (action: Pick<CaseAction, "label" | "asks" | "disabled">): CaseAction => ({
  ...action,
  from: ["received", "waiting"],
  to: "passed_on",
  permission: "cases.work",
  reply: "passed_on",
});

/** The platform team is done with a request that was passed on, or gives it back. */
export const platformDid = (action: Pick<CaseAction, "label" | "to" | "asks">): CaseAction => ({
  ...action,
  from: ["passed_on"],
  permission: "cases.platform",
  reply: null,
  disabled: "The request is not with the platform team.",
});

export const answerAndClose = (from: readonly string[], reply: string, disabled: string): CaseAction => ({
  label: "Answer and close",
  from,
  to: "closed",
  permission: "cases.work",
  asks: null,
  reply,
  disabled,
});

/** Moved by the part of the product that does the work. */
export const byMachine = (action: Omit<CaseAction, "byMachine" | "asks" | "reply">): CaseAction => ({
  ...action,
  asks: null,
  reply: null,
  byMachine: true,
});

export const dueHours = (urgent: number, high: number, normal: number, low: number): Record<Priority, number> => ({
  urgent,
  high,
  normal,
  low,
});

const frames: Record<CaseLanguage, [opening: string, closing: string]> = {
  fi: ["Hei,", "Ystävällisin terveisin\n{agent}\n{service}, asiakaspalvelu\nTapaus {number}"],
  sv: ["Hej!", "Med vänlig hälsning\n{agent}\n{service}, kundtjänst\nÄrende {number}"],
  en: ["Hello,", "Kind regards\n{agent}\n{service}, customer service\nCase {number}"],
};

/** A reply's text with the greeting and the signature of each language around it. */
export function replyTemplate(id: string, label: string, body: Record<CaseLanguage, string>): ReplyTemplate {
  const framed = (language: CaseLanguage) => `${frames[language][0]}\n\n${body[language]}\n\n${frames[language][1]}`;
  return { id, label, text: { fi: framed("fi"), sv: framed("sv"), en: framed("en") } };
}
