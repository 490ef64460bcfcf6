import type { Clock } from "../clock.ts";
import { isPassing, type Setback } from "./problems.ts";

const RETRIES_MAX = 2;
const FIRST_DELAY_MS = 400;
/** Who says to come back later than this gets no second try now: a person waits for the page. */
const LONGEST_WAIT_MS = 5000;

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/**
 * Tries up to three times, with full jitter between (delays drawn from 0 to a bound that doubles), so that many who failed
 * together do not come back together.
 * @param attempt null: done
 * @param repeatable whether it may be sent again although Grafana may have begun it
 * @param until when everything must be over, ms since the epoch
 */
export async function withRetries(
  attempt: (tries: number) => Promise<Setback | null>,
  {
    repeatable,
    until,
    clock,
    sleep,
    signal,
  }: {
    repeatable: boolean;
    until: number;
    clock: Clock;
    sleep: Sleep;
    signal: AbortSignal;
  },
): Promise<void> {
  for (let retries = 0; ; retries += 1) {
    const setback = await attempt(retries + 1);
    if (!setback || !isPassing(setback.problem) || retries === RETRIES_MAX) return;
    if (setback.mayHaveActed && !repeatable) return;
    const jitter = Math.random() * FIRST_DELAY_MS * 2 ** retries;
    const wait = Math.max(setback.afterMs ?? 0, jitter);
    if (wait > LONGEST_WAIT_MS || clock.now().getTime() + wait >= until || signal.aborted) return;
    try {
      await sleep(wait, signal);
    } catch {
      return;
    }
  }
}

/** `Retry-After` in ms: seconds, or a date. */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (!header) return undefined;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
