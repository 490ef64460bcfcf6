import type { Permission } from "../access/permissions.ts";

/**
 * The life of a maintenance window: one pure table, read by the pages (which buttons, and why one is closed), by the verbs
 * (the condition of each UPDATE) and by the tests.
 */
export const windowStates = ["planned", "announced", "in_progress", "verifying", "completed", "cancelled"] as const;
export type WindowState = (typeof windowStates)[number];

export const windowStateLabels: Record<WindowState, string> = {
  planned: "Planned",
  announced: "Announced",
  in_progress: "In progress",
  verifying: "Being verified",
  completed: "Completed",
  cancelled: "Cancelled",
};

type Rule = {
  from: readonly WindowState[];
  /** Null: the state stays as it is. */
  to: WindowState | null;
  permission: Permission;
  label: string;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

/** Why one person alone does not call off a planned window that has not started. */
export const SECOND_PERSON_SKIPS = "A planned window is skipped with a second person: propose to skip it.";

export const windowActions = {
  announce: {
    from: ["planned"],
    to: "announced",
    permission: "maintenance.manage",
    label: "Announce",
    disabled: "Only a planned window is announced.",
  },
  undo_announce: {
    from: ["announced"],
    to: "planned",
    permission: "maintenance.manage",
    label: "Undo the announcement",
    disabled:
      "An announcement can be undone until its mails go out. After that, propose to skip the window, or cancel an urgent one: everybody is told.",
  },
  edit: {
    from: ["planned", "announced"],
    to: null,
    permission: "maintenance.manage",
    label: "Save",
    disabled: "Texts and components are set before the window starts.",
  },
  propose: {
    from: ["planned", "announced"],
    to: null,
    permission: "maintenance.manage",
    label: "Propose the change",
    disabled: "A window is moved, skipped or shortened before it starts.",
  },
  decide: {
    from: ["planned", "announced"],
    to: null,
    permission: "maintenance.approve",
    label: "Approve",
    disabled: "The window has started: a change of its plan comes too late.",
  },
  start: {
    from: ["announced"],
    to: "in_progress",
    permission: "maintenance.manage",
    label: "Start now",
    disabled: "Only an announced window starts. It starts by itself when its time has come.",
  },
  verify: {
    from: ["in_progress"],
    to: "verifying",
    permission: "maintenance.manage",
    label: "Work is done, verify",
    disabled: "Only a window in progress is verified.",
  },
  extend: {
    from: ["in_progress", "verifying"],
    to: null,
    permission: "maintenance.manage",
    label: "Extend",
    disabled: "Only a window that runs is extended. Before it starts, propose a change.",
  },
  complete: {
    from: ["in_progress", "verifying"],
    to: "completed",
    permission: "maintenance.manage",
    label: "Complete",
    disabled: "Only a window that runs is completed.",
  },
  cancel: {
    from: ["announced", "in_progress", "verifying"],
    to: "cancelled",
    permission: "maintenance.manage",
    label: "Cancel the window",
    disabled: `${SECOND_PERSON_SKIPS} One that is over cannot be cancelled.`,
  },
  check: {
    from: ["planned", "announced", "in_progress", "verifying"],
    to: null,
    permission: "maintenance.manage",
    label: "Tick",
    disabled: "The window is over: its list stays as it is.",
  },
} as const satisfies Record<string, Rule>;
export type WindowAction = keyof typeof windowActions;

/** What a person may do with a window now; `reason` says why not. */
export type WindowAvailability = { allowed: true } | { allowed: false; reason: string };
