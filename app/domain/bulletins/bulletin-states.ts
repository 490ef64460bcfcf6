import type { Permission } from "../access/permissions.ts";

/**
 * The life of a bulletin: one pure table, read by the pages, by the verbs (the condition of each UPDATE) and by the tests. A
 * published one that is corrected goes through draft and review again, while the public reads what was published before; a
 * correction that is given up leaves that as it was.
 */
export const bulletinStates = ["draft", "in_review", "approved", "scheduled", "published", "retracted"] as const;
export type BulletinState = (typeof bulletinStates)[number];

export const bulletinStateLabels: Record<BulletinState, string> = {
  draft: "Draft",
  in_review: "In review",
  approved: "Approved",
  scheduled: "Scheduled",
  published: "Published",
  retracted: "Retracted",
};

type Rule = {
  from: readonly BulletinState[];
  /** Null: the state stays as it is. */
  to: BulletinState | null;
  permission: Permission;
  label: string;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

export const bulletinActions = {
  save: {
    from: ["draft"],
    to: null,
    permission: "bulletins.edit",
    label: "Save",
    disabled: "Only a draft is edited. Take it back to draft first; a published one is corrected.",
  },
  submit: {
    from: ["draft"],
    to: "in_review",
    permission: "bulletins.edit",
    label: "Send to review",
    disabled: "Only a draft is sent to review.",
  },
  take_back: {
    from: ["in_review", "approved", "scheduled"],
    to: "draft",
    permission: "bulletins.edit",
    label: "Take back to draft",
    disabled: "It is a draft, or out already.",
  },
  return: {
    from: ["in_review"],
    to: "draft",
    permission: "bulletins.approve",
    label: "Return with comments",
    disabled: "Only what is in review is returned.",
  },
  approve: {
    from: ["in_review"],
    to: "approved",
    permission: "bulletins.approve",
    label: "Approve",
    disabled: "Only what is in review is approved.",
  },
  schedule: {
    from: ["approved", "scheduled"],
    to: "scheduled",
    permission: "bulletins.publish",
    label: "Schedule",
    disabled: "Only an approved one is scheduled.",
  },
  unschedule: {
    from: ["scheduled"],
    to: "approved",
    permission: "bulletins.publish",
    label: "Do not publish at that time",
    disabled: "It is not scheduled.",
  },
  publish: {
    from: ["approved", "scheduled"],
    to: "published",
    permission: "bulletins.publish",
    label: "Publish now",
    disabled: "Only an approved one is published.",
  },
  correct: {
    from: ["published"],
    to: "draft",
    permission: "bulletins.edit",
    label: "Correct",
    disabled: "Only what is published is corrected.",
  },
  abandon_correction: {
    from: ["draft"],
    to: "published",
    permission: "bulletins.edit",
    label: "Give up the correction",
    disabled: "Only a correction that is a draft is given up. Take it back to draft first.",
  },
  retract: {
    from: ["published"],
    to: "retracted",
    permission: "bulletins.publish",
    label: "Retract",
    disabled: "Only what is published is retracted. A correction under way is given up first.",
  },
} as const satisfies Record<string, Rule>;
export type BulletinAction = keyof typeof bulletinActions;

const rules: Record<BulletinAction, Rule> = bulletinActions;

/** What is written down of a bulletin besides what people do with it by name. */
export type BulletinEvent = BulletinAction | "create" | "collect";

/** As the page of a bulletin tells what happened to it, after the name of who did it. */
export const bulletinEventWords: Record<BulletinEvent, string> = {
  create: "began it",
  collect: "collected the week’s releases",
  save: "saved",
  submit: "sent it to review",
  take_back: "took it back to draft",
  return: "returned it with comments",
  approve: "approved it",
  schedule: "scheduled it",
  unschedule: "took it off the schedule",
  publish: "published it",
  correct: "began a correction",
  abandon_correction: "gave the correction up",
  retract: "retracted it",
};

/** The events after which there is another text. */
export const writingEvents: ReadonlySet<BulletinEvent> = new Set(["create", "collect", "save"]);

export type BulletinAvailability = { allowed: true } | { allowed: false; reason: string };

export const SAME_PERSON =
  "Whoever wrote a part of this, or sent it to review, does not approve it. Ask another release manager.";
export const NO_CORRECTION = "It was never published, so this is no correction.";

/**
 * Whether this person may do the action now.
 * @param facts who sent it to review and who wrote what has not been published (none of them approves), and whether the public
 *   has a version of it
 */
export function bulletinAvailability(
  action: BulletinAction,
  state: BulletinState,
  person: { id: string; permissions: ReadonlySet<Permission> },
  facts: { submittedBy: string | null; authors: readonly string[]; isPublic: boolean },
): BulletinAvailability {
  const rule = rules[action];
  if (!person.permissions.has(rule.permission))
    return { allowed: false, reason: `Your roles do not include "${rule.permission}".` };
  if (!rule.from.includes(state)) return { allowed: false, reason: rule.disabled };
  if (action === "abandon_correction" && !facts.isPublic) return { allowed: false, reason: NO_CORRECTION };
  if (action === "approve" && (person.id === facts.submittedBy || facts.authors.includes(person.id)))
    return { allowed: false, reason: SAME_PERSON };
  return { allowed: true };
}
