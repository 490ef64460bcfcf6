import type { Permission } from "../../access/permissions.ts";

/**
 * The life of an incident: one pure table, read by the pages (which forms, and why one is closed), by the verbs (the
 * condition of each UPDATE) and by the tests.
 */
export const incidentStates = ["investigating", "identified", "monitoring", "resolved"] as const;
export type IncidentState = (typeof incidentStates)[number];

export const stateLabels: Record<IncidentState, string> = {
  investigating: "Investigating",
  identified: "Cause identified",
  monitoring: "Mended, being watched",
  resolved: "Resolved",
};

/** The states in which people still work on it. They can follow each other in any order: a cause may turn out wrong. */
export const openStates = ["investigating", "identified", "monitoring"] as const satisfies readonly IncidentState[];
export type OpenState = (typeof openStates)[number];

/** What an incident does to a component, from none to worst. */
export const impacts = ["operational", "slow", "partial", "down"] as const;
export type Impact = (typeof impacts)[number];

export function worseImpact(one: Impact, other: Impact): Impact {
  return impacts.indexOf(one) >= impacts.indexOf(other) ? one : other;
}

/** After a week a fault that comes back is another incident, with a review of its own. */
const REOPEN_DAYS = 7;

type Rule = {
  from: readonly IncidentState[];
  /** The states that it can lead to; null: the state stays as it is. */
  to: readonly IncidentState[] | null;
  permission: Permission;
  label: string;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

export const incidentActions = {
  update: {
    from: openStates,
    to: openStates,
    permission: "incidents.manage",
    label: "Add the update",
    disabled: "A resolved incident takes no more updates: reopen it, or open another one.",
  },
  resolve: {
    from: openStates,
    to: ["resolved"],
    permission: "incidents.manage",
    label: "Resolve",
    disabled: "The incident is resolved already.",
  },
  reopen: {
    from: ["resolved"],
    to: ["investigating"],
    permission: "incidents.manage",
    label: "Reopen",
    disabled: "Only a resolved incident is reopened.",
  },
  review: {
    from: ["resolved"],
    to: null,
    permission: "incidents.manage",
    label: "Save the review",
    disabled: "The review is written once the incident is resolved.",
  },
  follow_up: {
    from: incidentStates,
    to: null,
    permission: "incidents.manage",
    label: "Add the follow-up",
    disabled: "Follow-ups can be added and ticked off at any time.",
  },
} as const satisfies Record<string, Rule>;
export type IncidentAction = keyof typeof incidentActions;

const rules: Record<IncidentAction, Rule> = incidentActions;

export type Availability = { allowed: true } | { allowed: false; reason: string };

export const TOO_OLD_TO_REOPEN = `An incident can be reopened for ${REOPEN_DAYS} days after it was resolved. Open another one.`;

/** The earliest time of resolving that can still be reopened. */
export function reopenableSince(now: Date): Date {
  return new Date(now.getTime() - REOPEN_DAYS * 86_400_000);
}

/** Whether this person may do the action now. */
export function availability(
  action: IncidentAction,
  incident: { state: IncidentState; resolvedAt: Date | null },
  person: { permissions: ReadonlySet<Permission> },
  now: Date,
): Availability {
  const rule = rules[action];
  if (!person.permissions.has(rule.permission))
    return { allowed: false, reason: `Your roles do not include "${rule.permission}".` };
  if (!rule.from.includes(incident.state)) return { allowed: false, reason: rule.disabled };
  if (action === "reopen" && incident.resolvedAt && incident.resolvedAt < reopenableSince(now))
    return { allowed: false, reason: TOO_OLD_TO_REOPEN };
  return { allowed: true };
}
