import type { Permission } from "../access/permissions.ts";

/**
 * The life of a bulletin: one pure table, read by the pages, by the verbs (the condition of each UPDATE) and by the tests. A
 * published one that is corrected goes through draft and review again, while the public reads what was published before.
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
  retract: {
    from: ["published"],
    to: "retracted",
    permission: "bulletins.publish",
    label: "Retract",
    disabled: "Only what is published is retracted. A correction under way is taken back first.",
  },
} as const satisfies Record<string, Rule>;
export type BulletinAction = keyof typeof bulletinActions;

export type BulletinAvailability = { allowed: true } | { allowed: false; reason: string };
