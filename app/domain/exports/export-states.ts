import type { Permission } from "../access/permissions.ts";

/**
 * The life of a request for an export: one pure table, read by the pages (which buttons, and why one is disabled), by the
 * verbs (the condition of each UPDATE) and by the tests.
 */
export const exportStates = [
  "requested",
  "scoped",
  "approved",
  "running",
  "ready",
  "handed_over",
  "downloaded",
  "retained",
  "expired",
  "erased",
  "failed",
  "lapsed",
  "refused",
  "cancelled",
] as const;
export type ExportState = (typeof exportStates)[number];

export const stateLabels: Record<ExportState, string> = {
  requested: "Requested",
  scoped: "Waiting for approval",
  approved: "Approved, queued",
  running: "Being made",
  ready: "Ready to hand over",
  handed_over: "Handed over",
  downloaded: "Downloaded",
  retained: "Downloaded, kept until erased",
  expired: "Not fetched in time",
  erased: "Erased",
  failed: "Failed",
  lapsed: "Lapsed without an archive",
  refused: "Refused",
  cancelled: "Cancelled",
};

/** What an archive is of. */
export const partLabels: Record<"books" | "payroll", string> = { books: "Books", payroll: "Payroll" };

/** Over without an archive: nothing more is done, and 30 days later nothing of people is left in it. */
export const endedStates = ["lapsed", "refused", "cancelled"] as const satisfies ExportState[];

export const isEnded = (state: ExportState): boolean => (endedStates as readonly ExportState[]).includes(state);

/** A company has at most one request in these states at a time. */
export const openStates = ["requested", "scoped", "approved", "running", "ready"] as const satisfies ExportState[];

/** Somebody here has something to do, or to see to its end. */
export const attentionStates = [...openStates, "failed", "retained", "expired"] as const satisfies ExportState[];

type Rule = {
  from: readonly ExportState[];
  /** Null: the state stays as it is. */
  to: ExportState | null;
  /** Null: done by the job or by the customer, never by a button. */
  permission: Permission | null;
  label: string;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

export const exportActions = {
  scope: {
    from: ["requested", "scoped"],
    to: "scoped",
    permission: "exports.scope",
    label: "Record the scope",
    disabled: "The scope is fixed once it is approved, and a closed request has none.",
  },
  adjust: {
    from: ["requested", "scoped"],
    to: "requested",
    permission: "exports.scope",
    label: "Adjust the scope",
    disabled: "A scope is adjusted before it is approved.",
  },
  approve: {
    from: ["scoped"],
    to: "approved",
    permission: "exports.approve",
    label: "Approve",
    disabled: "Only a request whose scope is recorded and waits for approval can be approved.",
  },
  refuse: {
    from: ["requested", "scoped"],
    to: "refused",
    permission: "exports.approve",
    label: "Refuse",
    disabled: "Only a request that has not been approved yet can be refused.",
  },
  cancel: {
    from: ["requested", "scoped", "ready", "failed"],
    to: "cancelled",
    permission: "exports.cancel",
    label: "Cancel",
    disabled:
      "A request can be cancelled before its approval, after a failure, or while the finished archive has not been handed over.",
  },
  start: {
    from: ["approved", "running"],
    to: "running",
    permission: null,
    label: "Start the run",
    disabled: "A run starts by itself after the approval.",
  },
  finish: {
    from: ["running"],
    to: "ready",
    permission: null,
    label: "Finish the run",
    disabled: "Only a run that is going on finishes.",
  },
  fail: {
    from: ["approved", "running"],
    to: "failed",
    permission: null,
    label: "Give up the run",
    disabled: "Only a run that is going on fails.",
  },
  rerun: {
    from: ["failed"],
    to: "approved",
    permission: "exports.run",
    label: "Run again",
    disabled: "Only a failed run is run again; the approval of its scope still holds.",
  },
  hand_over: {
    from: ["ready"],
    to: "handed_over",
    permission: "exports.hand_over",
    label: "Hand over",
    disabled: "The archive is handed over once it is ready, and once only; after that its link can be issued again.",
  },
  lapse: {
    from: ["ready"],
    // What the customer asked for is still to be made: a cancelled request would say that it is not.
    to: "failed",
    permission: null,
    label: "Remove what nobody handed over",
    disabled: "Only an archive that waits for its hand-over lapses.",
  },
  lapse_failed: {
    from: ["failed"],
    to: "lapsed",
    permission: null,
    label: "End what nobody ran again",
    disabled: "Only a request whose run failed ends by itself, when nobody has run it again for a long time.",
  },
  remove_files: {
    from: ["cancelled", "failed", "lapsed"],
    to: null,
    permission: null,
    label: "Remove the files",
    disabled: "Only files that were never handed over are removed without two people's decision.",
  },
  forget_people: {
    from: endedStates,
    to: null,
    permission: null,
    label: "Remove the names, addresses and reasons",
    disabled: "Names, addresses and reasons are removed some time after a request ended without an archive.",
  },
  assume_dates: {
    from: ["handed_over", "downloaded"],
    to: null,
    permission: null,
    label: "Take the law's own dates",
    disabled: "The law's own dates are taken where an archive is handed over and none are recorded.",
  },
  reissue_link: {
    from: ["handed_over", "downloaded"],
    to: null,
    permission: "exports.hand_over",
    label: "Issue a new link",
    disabled: "A new link is issued only after the hand-over, and as long as the archive can be fetched.",
  },
  revoke_link: {
    from: ["handed_over", "downloaded"],
    to: null,
    permission: "exports.hand_over",
    label: "Revoke the link",
    disabled: "There is a link only once the archive has been handed over.",
  },
  download: {
    from: ["handed_over", "downloaded"],
    to: "downloaded",
    permission: null,
    label: "Download",
    disabled: "The customer downloads after the hand-over.",
  },
  download_late: {
    from: ["expired"],
    to: "retained",
    permission: null,
    label: "Finish a download",
    disabled: "A download that began in time may end after it.",
  },
  end_retrieval: {
    from: ["downloaded"],
    to: "retained",
    permission: null,
    label: "End the retrieval",
    disabled: "The time for fetching the archive ends by itself.",
  },
  expire: {
    from: ["handed_over"],
    to: "expired",
    permission: null,
    label: "Expire",
    disabled: "An archive that nobody fetched expires by itself.",
  },
  set_dates: {
    from: ["requested", "scoped", "approved", "running", "ready", "handed_over", "downloaded", "failed"],
    to: null,
    permission: "exports.request",
    label: "Record the dates",
    disabled: "The dates of a switch are recorded until the time for fetching the archive is over.",
  },
  extend_retrieval: {
    from: ["handed_over", "downloaded", "retained", "expired"],
    // An archive whose time was over goes back to where it was before: see `reopened`.
    to: null,
    permission: "exports.hand_over",
    label: "Keep it longer for fetching",
    disabled: "Only an archive that has been handed over, and is not erased, can be kept longer for fetching.",
  },
  record_service_erasure: {
    from: ["handed_over", "downloaded", "retained", "expired", "erased"],
    to: null,
    permission: "exports.erase",
    label: "Record that the service has erased its data",
    disabled: "The service erases what it holds after the time for fetching the archive.",
  },
  repeat: {
    from: ["handed_over", "downloaded", "retained", "expired", "erased", "cancelled", "failed", "lapsed"],
    to: null,
    permission: "exports.request",
    label: "Ask for the same scope again",
    disabled: "Only a request that has come to its end is asked for again; this one can still go on.",
  },
  propose_erasure: {
    from: ["retained", "expired"],
    to: null,
    permission: "exports.erase",
    label: "Propose to erase",
    disabled: "An archive is erased once the time for fetching it is over.",
  },
  approve_erasure: {
    from: ["retained", "expired"],
    to: null,
    permission: "exports.approve_erasure",
    label: "Approve the erasure",
    disabled: "Only an erasure that somebody else proposed can be approved.",
  },
  withdraw_erasure: {
    from: ["retained", "expired"],
    to: null,
    permission: "exports.erase",
    label: "Take the proposal back",
    disabled: "Only an erasure that nobody has approved yet can be taken back.",
  },
  erase: {
    from: ["retained", "expired"],
    to: "erased",
    permission: null,
    label: "Erase",
    disabled: "The erasure is carried out by itself after its approval.",
  },
} as const satisfies Record<string, Rule>;
export type ExportAction = keyof typeof exportActions;

const rules: Record<ExportAction, Rule> = exportActions;

/** Where an archive goes back to when it is kept longer after its time was over. */
export const reopened = { retained: "downloaded", expired: "handed_over" } as const satisfies Partial<
  Record<ExportState, ExportState>
>;

const approvals: readonly ExportAction[] = ["approve", "refuse", "approve_erasure"];

/** Payroll shows what each person earns: what is done with such a request takes this permission beside the action's own. */
export const payrollPermission = (action: ExportAction): Permission =>
  approvals.includes(action) ? "payroll_exports.approve" : "payroll_exports.prepare";

export type Availability = { allowed: true } | { allowed: false; reason: string };

/**
 * Whether this person may do the action now.
 * @param request who asked, who recorded the scope and who adjusted it: none of them may approve; and its part: payroll takes a
 * permission more
 */
export function availability(
  action: ExportAction,
  state: ExportState,
  person: { id: string; permissions: ReadonlySet<Permission> },
  request: { requestedBy: string; scopedBy: string | null; part: "books" | "payroll"; adjustments: unknown },
): Availability {
  const rule = rules[action];
  if (!rule.permission) return { allowed: false, reason: rule.disabled };
  const needed = request.part === "payroll" ? [rule.permission, payrollPermission(action)] : [rule.permission];
  const missing = needed.find((permission) => !person.permissions.has(permission));
  if (missing) return { allowed: false, reason: `Your roles do not include "${missing}".` };
  if (!rule.from.includes(state)) return { allowed: false, reason: rule.disabled };
  if (action === "approve" && hadAHandInIt(request, person.id)) return { allowed: false, reason: SAME_PERSON };
  return { allowed: true };
}

/** @param request.adjustments as they are stored */
export function hadAHandInIt(
  request: { requestedBy: string; scopedBy: string | null; adjustments: unknown },
  staffId: string,
): boolean {
  const adjusted = (Array.isArray(request.adjustments) ? request.adjustments : []) as { by?: unknown }[];
  return [request.requestedBy, request.scopedBy, ...adjusted.map(({ by }) => by)].includes(staffId);
}

export const SAME_PERSON =
  "The person who asked for the export, adjusted its scope or recorded it cannot approve it. Ask another export officer.";

export const SAME_PERSON_ERASES = "The person who proposed the erasure cannot approve it. Ask another export officer.";
