import type { IpState } from "#db/schema/ip-restrictions.ts";
import type { Permission } from "../access/permissions.ts";

export type { IpState };

export const ipStateLabels: Record<IpState, string> = {
  draft: "Draft",
  proposed: "Waiting for a second person",
  unconfirmed: "In force, not confirmed",
  active: "In force",
  refused: "Refused",
  cancelled: "Cancelled",
  rolled_back: "Rolled back",
  superseded: "Replaced",
  expired: "Expired",
  lifted: "Lifted",
};

/** What balancers enforce: at most one list of a customer. */
export const inForceStates = ["unconfirmed", "active"] as const satisfies readonly IpState[];
/** What people are working on: at most one list of a customer. */
export const inWorkStates = ["draft", "proposed"] as const satisfies readonly IpState[];

type Rule = {
  from: readonly IpState[];
  /** Null: the state stays as it is. */
  to: IpState | null;
  /** Null: done by the worker or by the customer, never by a button. */
  permission: Permission | null;
  label: string;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

/**
 * The life of a list of networks: one pure table, read by the pages (which buttons, and why one is closed), by the verbs (the
 * condition of each UPDATE) and by the tests. A change is a list of its own, a new version with the same steps; the old one
 * holds until the new one is approved, and again if the new one is rolled back.
 */
export const ipActions = {
  edit: {
    from: ["draft"],
    to: null,
    permission: "ip_restrictions.propose",
    label: "Save the draft",
    disabled: "Only a draft is changed. A list that is in force is changed by a new version.",
  },
  dry_run: {
    from: ["draft", "proposed"],
    to: null,
    permission: "ip_restrictions.propose",
    label: "Try it against the last 30 days",
    disabled: "Only a list that is not in force yet is tried.",
  },
  propose: {
    from: ["draft"],
    to: "proposed",
    permission: "ip_restrictions.propose",
    label: "Propose it to a second person",
    disabled: "Only a draft is proposed.",
  },
  withdraw: {
    from: ["proposed"],
    to: "draft",
    permission: "ip_restrictions.propose",
    label: "Take it back",
    disabled: "Only a list that waits for a second person is taken back.",
  },
  cancel: {
    from: ["draft"],
    to: "cancelled",
    permission: "ip_restrictions.propose",
    label: "Cancel the draft",
    disabled: "Only a draft is cancelled. Take a proposal back first; what is in force is lifted.",
  },
  approve: {
    from: ["proposed"],
    to: "unconfirmed",
    permission: "ip_restrictions.approve",
    label: "Approve and put in force",
    disabled: "Only a list that waits for a second person is approved.",
  },
  refuse: {
    from: ["proposed"],
    to: "refused",
    permission: "ip_restrictions.approve",
    label: "Refuse",
    disabled: "Only a list that waits for a second person is refused.",
  },
  confirm: {
    from: ["unconfirmed"],
    to: "active",
    permission: null,
    label: "Confirm",
    disabled: "The customer confirms within ten minutes.",
  },
  roll_back: {
    from: ["unconfirmed"],
    to: "rolled_back",
    permission: null,
    label: "Roll back",
    disabled: "What is not confirmed in time is rolled back by itself.",
  },
  expire: {
    from: ["active"],
    to: "expired",
    permission: null,
    label: "Expire",
    disabled: "A list ends by itself when its last network has expired and nobody is to be restricted then.",
  },
  lift: {
    from: ["unconfirmed", "active"],
    to: "lifted",
    permission: "ip_restrictions.lift",
    label: "Lift at once",
    disabled: "Only what is in force is lifted.",
  },
} as const satisfies Record<string, Rule>;
export type IpAction = keyof typeof ipActions;

const rules: Record<IpAction, Rule> = ipActions;
export const ipRule = (action: IpAction): Rule => rules[action];

export type IpAvailability = { allowed: true } | { allowed: false; reason: string };

export const SAME_PERSON =
  "Whoever wrote on the list or proposed it does not approve it. Ask another person of customer service.";

/** Of whom a list is: none of them approves it. */
export type Writers = { createdBy: string; proposedBy: string | null; writtenBy: readonly string[] };
export const wroteOn = (id: string, { createdBy, proposedBy, writtenBy }: Writers): boolean =>
  id === createdBy || id === proposedBy || writtenBy.includes(id);

/** Whether this person may do the action now. */
export function ipAvailability(
  action: IpAction,
  state: IpState,
  person: { id: string; permissions: ReadonlySet<Permission> },
  writers: Writers,
): IpAvailability {
  const rule = ipRule(action);
  if (!rule.permission) return { allowed: false, reason: rule.disabled };
  if (!person.permissions.has(rule.permission))
    return { allowed: false, reason: `Your roles do not include "${rule.permission}".` };
  if (!rule.from.includes(state)) return { allowed: false, reason: rule.disabled };
  if (action === "approve" && wroteOn(person.id, writers)) return { allowed: false, reason: SAME_PERSON };
  return { allowed: true };
}
