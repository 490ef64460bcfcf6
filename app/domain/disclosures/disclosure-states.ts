import type { Permission } from "../access/permissions.ts";

/**
 * The life of an authority's request for the service's log: one pure table, read by the pages (which buttons, and why one is
 * disabled), by the verbs (the condition of each UPDATE) and by the tests.
 */
export const disclosureStates = [
  "registered",
  "verified",
  "executed",
  "approved",
  "delivered",
  "received",
  "closed",
  "refused",
] as const;
export type DisclosureState = (typeof disclosureStates)[number];

export const stateLabels: Record<DisclosureState, string> = {
  registered: "Registered",
  verified: "Verified",
  executed: "Waiting for approval",
  approved: "Approved",
  delivered: "Delivered",
  received: "Received",
  closed: "Closed",
  refused: "Refused",
};

type Rule = {
  from: readonly DisclosureState[];
  /** Null: the state stays as it is. */
  to: DisclosureState | null;
  /** Null: done by the worker or by the authority, never by a button. */
  permission: Permission | null;
  label: string;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

export const disclosureActions = {
  verify: {
    from: ["registered"],
    to: "verified",
    permission: "disclosures.execute",
    label: "Record that the request is genuine",
    disabled: "Only a registered request is verified.",
  },
  correct_scope: {
    from: ["registered", "verified"],
    to: null,
    permission: "disclosures.execute",
    label: "Correct the scope",
    disabled: "The scope is fixed once its rows are found. Send the package back to correct it.",
  },
  execute: {
    from: ["verified"],
    to: null,
    permission: "disclosures.execute",
    label: "Find the rows",
    disabled: "The log is searched once the request is verified.",
  },
  choose: {
    from: ["verified"],
    to: null,
    permission: "disclosures.execute",
    label: "Say who is meant",
    disabled: "Nobody's name waits to be told apart.",
  },
  finish: {
    from: ["verified"],
    to: "executed",
    permission: null,
    label: "Finish the run",
    disabled: "Only a verified request is carried out.",
  },
  send_back: {
    from: ["executed"],
    to: "verified",
    permission: "disclosures.approve",
    label: "Send back",
    disabled: "Only a package that waits for approval is sent back.",
  },
  approve: {
    from: ["executed"],
    to: "approved",
    permission: "disclosures.approve",
    label: "Approve the package",
    disabled: "Only a package that waits for approval is approved.",
  },
  deliver: {
    from: ["approved"],
    to: "delivered",
    permission: "disclosures.execute",
    label: "Deliver",
    disabled: "Only an approved package is delivered, and once only; after that its link can be issued again.",
  },
  reissue_link: {
    from: ["delivered", "received"],
    to: null,
    permission: "disclosures.execute",
    label: "Issue a new link",
    disabled: "A new link is issued only for a package that has been delivered.",
  },
  revoke_link: {
    from: ["delivered", "received"],
    to: null,
    permission: "disclosures.execute",
    label: "Revoke the link",
    disabled: "There is a link only while a package is delivered.",
  },
  download: {
    from: ["delivered", "received"],
    to: "received",
    permission: null,
    label: "Download",
    disabled: "The authority downloads after the delivery.",
  },
  receive: {
    from: ["delivered"],
    to: "received",
    permission: "disclosures.execute",
    label: "Record the authority's receipt",
    disabled: "A receipt is recorded for a package that was delivered and is not received yet.",
  },
  record_told: {
    from: ["delivered", "received"],
    to: null,
    permission: "disclosures.execute",
    label: "Record that the customer was told",
    disabled: "The customer is told after the delivery, if the decision allows it, and once.",
  },
  close: {
    from: ["received"],
    to: "closed",
    permission: "disclosures.execute",
    label: "Close",
    disabled: "A request is closed once the authority has its package.",
  },
  refuse: {
    from: ["registered", "verified", "executed"],
    to: "refused",
    permission: "disclosures.execute",
    label: "Refuse",
    disabled: "What was approved is no longer refused.",
  },
} as const satisfies Record<string, Rule>;
export type DisclosureAction = keyof typeof disclosureActions;

const rules: Record<DisclosureAction, Rule> = disclosureActions;

export type RunState = "queued" | "running" | "choosing" | "failed" | "done" | null;

/** What the rules look at besides the state. */
export type DisclosureFacts = {
  state: DisclosureState;
  runState: RunState;
  registeredBy: string;
  executedBy: string | null;
  chosenBy: string | null;
  correctedBy: readonly string[];
  tellCustomer: "yes" | "no" | "later";
  tellAfter: string | null;
  toldAt: Date | null;
};

export const SAME_PERSON =
  "Whoever registered the request, wrote on its scope, found its rows or said who is meant cannot approve the package. Ask another of the platform team.";
export const BEING_RUN = "The rows are being found. Wait until that has ended.";
export const NOT_TO_BE_TOLD = "The decision says that the customer is not told.";
const TOLD = "It is on record that the customer was told.";
const toldTooEarly = (day: string) => `The decision says that the customer is not told before ${day}.`;
const UNTOLD = "The customer has to be told first, and that recorded: the decision says so.";
const UNTOLD_LATER = "The customer is to be told later: the request stays open until that is on record.";

export type Availability = { allowed: true } | { allowed: false; reason: string };
const no = (reason: string): Availability => ({ allowed: false, reason });

/**
 * Whether this person may do the action now.
 * @param today the day in Helsinki, `YYYY-MM-DD`
 */
export function availability(
  action: DisclosureAction,
  facts: DisclosureFacts,
  person: { id: string; permissions: ReadonlySet<Permission> },
  today: string,
): Availability {
  const rule = rules[action];
  if (!rule.permission) return no(rule.disabled);
  if (!person.permissions.has(rule.permission)) return no(`Your roles do not include "${rule.permission}".`);
  if (!rule.from.includes(facts.state)) return no(rule.disabled);
  const reason = hindrance(action, facts, today);
  if (reason) return no(reason);
  if (action === "approve" && hadAHandInIt(facts, person.id)) return no(SAME_PERSON);
  return { allowed: true };
}

/** Why the action is not possible for anybody now, though the state allows it; null when it is. */
export function hindrance(action: DisclosureAction, facts: DisclosureFacts, today: string): string | null {
  const underWay = facts.runState === "queued" || facts.runState === "running";
  if (underWay && ["correct_scope", "execute", "choose", "refuse"].includes(action)) return BEING_RUN;
  if (action === "choose" && facts.runState !== "choosing") return rules.choose.disabled;
  if (action === "execute" && facts.runState === "choosing") return "Say who is meant: the rows are found after that.";
  if (action === "record_told") {
    if (facts.tellCustomer === "no") return NOT_TO_BE_TOLD;
    if (facts.toldAt) return TOLD;
    if (facts.tellAfter && today < facts.tellAfter) return toldTooEarly(facts.tellAfter);
  }
  if (action === "close" && facts.tellCustomer !== "no" && !facts.toldAt)
    return facts.tellCustomer === "yes" ? UNTOLD : UNTOLD_LATER;
  return null;
}

/** Who may not be the second person. */
export const hadAHandInIt = (
  facts: Pick<DisclosureFacts, "registeredBy" | "executedBy" | "chosenBy" | "correctedBy">,
  person: string,
): boolean =>
  [facts.registeredBy, facts.executedBy, facts.chosenBy].includes(person) || facts.correctedBy.includes(person);
