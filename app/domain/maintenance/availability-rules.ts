import type { Permission } from "../access/permissions.ts";
import { isGoingOn, type TimedWindow } from "./timing-rules.ts";
import {
  SECOND_PERSON_SKIPS,
  type WindowAction,
  type WindowAvailability,
  type WindowState,
  windowActions,
} from "./window-states.ts";

export type ActionWindow = TimedWindow & { undoableUntil: Date | null };
export type ActionPerson = { permissions: ReadonlySet<Permission> };
/** The change that waits, seen by this person. */
export type WaitingChange = { byMe: boolean } | null;

export const OWN_CHANGE = "You proposed it yourself: another person decides.";
const no = (reason: string): WindowAvailability => ({ allowed: false, reason });

/** Why the state alone does not say that the action is possible now. Read by the pages and again by each verb. */
export function timeFault(action: WindowAction, window: ActionWindow, now: Date): string | null {
  if (action === "announce" && window.endsAt <= now) return "Its hours are over: there is nothing left to announce.";
  if (action === "undo_announce" && (window.undoableUntil === null || window.undoableUntil <= now))
    return windowActions.undo_announce.disabled;
  if (action === "start" && window.startsAt > now)
    return "Its time has not come: customers were told when it starts. It starts then by itself.";
  // Announcing it first is no way around the second person. Work that is under way is stopped by whoever stands there.
  if (action === "cancel" && window.kind === "planned" && !isGoingOn(window, now)) return SECOND_PERSON_SKIPS;
  if (["edit", "propose", "decide"].includes(action) && isGoingOn(window, now)) return windowActions[action].disabled;
  return null;
}

/** Whether this person may do the action with the window now, and if not, why. */
export function availability(
  action: WindowAction,
  window: ActionWindow,
  { person, change, now }: { person: ActionPerson; change: WaitingChange; now: Date },
): WindowAvailability {
  const rule = windowActions[action];
  const from: readonly WindowState[] = rule.from;
  if (!person.permissions.has(rule.permission)) return no(`Your roles do not include "${rule.permission}".`);
  if (!from.includes(window.state)) return no(rule.disabled);
  const fault = timeFault(action, window, now);
  if (fault) return no(fault);
  if (action === "propose" && change) return no("A change waits for its decision already.");
  if (action === "decide" && !change) return no("No change waits for a decision.");
  if (action === "decide" && change?.byMe) return no(OWN_CHANGE);
  return { allowed: true };
}
