/** How deliveries of a mailing go on. Pure. */

/**
 * Minutes until the next try after the nth that the server put off (RFC 5321, 4.5.4.1 asks for at least half an hour between
 * tries in the long run; the first is sooner, since greylisting servers let one through after five minutes). Seven tries over
 * nearly a day.
 */
const WAITS_MINUTES = [6, 30, 90, 180, 360, 720] as const;

/** @param attempts that there were @returns when to try again, or null when it is given up */
export function nextTry(attempts: number, now: Date): Date | null {
  const minutes = WAITS_MINUTES[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}

/** Refusals in a row after which an address is taken for dead. A full mailbox or a filter may pass. */
export const MOST_REFUSALS = 3;

/**
 * Whether an address that refused is written to no more: at once when the answer is about the address itself (5.1.x, RFC 3463:
 * no such mailbox, no such domain, moved), else at the third lasting refusal in a row.
 * @param status enhanced status or reply code
 * @param inARow with this one
 */
export const isDead = (status: string, inARow: number): boolean => /^5\.1\./.test(status) || inARow >= MOST_REFUSALS;

/** What is told two days late is told to nobody: also a server that is down all that time ends a mailing. */
export const TOLD_WITHIN_MS = 48 * 3600_000;
