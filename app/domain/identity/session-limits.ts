import { idleMinutes, type Role } from "../access/permissions.ts";

/** From the last proof of identity; a fresh sign-in begins it anew. NIST SP 800-63B-4, AAL3: at most 12 h. */
export const SESSION_HOURS = 12;
/** `last_seen_at` is written at most this often, so that a page of ten requests costs one write. */
export const SEEN_EVERY_SECONDS = 60;

export type SessionTimes = { authTime: Date; lastSeenAt: Date };

/** When the session ends if nobody uses it any more, and which of the two limits that is. */
export function sessionEnd(times: SessionTimes, roles: Iterable<Role>): { at: Date; reason: "idle" | "overall" } {
  const overall = times.authTime.getTime() + SESSION_HOURS * 3_600_000;
  const idle = times.lastSeenAt.getTime() + idleMinutes(roles) * 60_000;
  return idle < overall ? { at: new Date(idle), reason: "idle" } : { at: new Date(overall), reason: "overall" };
}
