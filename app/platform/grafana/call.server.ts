import type { Logger } from "pino";
import type { Breaker } from "./breaker.ts";
import type { GrafanaProblem } from "./grafana.ts";
import { type Setback, timedOut, withdrawn } from "./problems.ts";
import { type Sleep, withRetries } from "./retry.ts";
import type { Wire } from "./send.server.ts";
import type { Turns } from "./turns.ts";

export type Caller = Wire & {
  turns: Turns;
  sleep: Sleep;
  log: Logger;
  /** Everything that one call may take, its retries and its time in the line included. */
  totalMs: number;
};

/** Failures that say nothing about whether Grafana is up. */
const ALIVE: ReadonlySet<GrafanaProblem["kind"]> = new Set([
  "token_refused",
  "forbidden",
  "not_found",
  "bad_query",
  "bad_request",
  "not_ready",
]);

/**
 * One call with everything that protects Grafana and the page: its place in the line, the circuit breaker, the retries,
 * and one line in the log when it failed.
 * @param what the call's name, for the log
 * @param attempt sends once; null when it is done
 * @returns the last problem; null when it is done
 */
export async function call(
  caller: Caller,
  { what, breaker, repeatable, signal }: { what: string; breaker: Breaker; repeatable: boolean; signal?: AbortSignal },
  attempt: (gone: AbortSignal) => Promise<Setback | null>,
): Promise<GrafanaProblem | null> {
  const { clock, sleep, totalMs } = caller;
  const began = clock.now().getTime();
  const late = AbortSignal.timeout(totalMs);
  const gone = signal ? AbortSignal.any([signal, late]) : late;
  /** Why it ended when it was not Grafana that ended it. */
  const left = (): GrafanaProblem => (signal?.aborted ? withdrawn : timedOut(totalMs));
  const told = (setback: Setback | null) =>
    setback?.problem === withdrawn ? { ...setback, problem: left() } : setback;
  let last: Setback | null = null;
  let tried = 0;

  const once = async (tries: number): Promise<Setback | null> => {
    const turn = await caller.turns.take(gone);
    if (turn === "aborted") return { problem: left(), mayHaveActed: false };
    if (turn === "full") return { problem: crowded(clock.now()), mayHaveActed: false };
    try {
      const pass = breaker.pass();
      // The real reason says more than that it rests because of it.
      if ("kind" in pass)
        return last
          ? { ...last, problem: { ...last.problem, retryAt: pass.retryAt } }
          : { problem: pass, mayHaveActed: false };
      tried = tries;
      try {
        const setback = told(await attempt(gone));
        if (setback === null || setback.alive || ALIVE.has(setback.problem.kind)) pass.succeeded();
        else if (!signal?.aborted) pass.failed(setback.problem);
        return setback;
      } finally {
        pass.dropped();
      }
    } finally {
      turn();
    }
  };
  await withRetries(
    async (tries) => {
      last = await once(tries);
      return last;
    },
    { repeatable, until: began + totalMs, clock, sleep, signal: gone },
  );
  // Assigned in a callback, which the type checker does not follow.
  const setback = last as Setback | null;
  if (!setback) return null;
  const { problem } = setback;
  if (tried > 0 && !signal?.aborted)
    caller.log.warn(
      {
        call: what,
        kind: problem.kind,
        status: problem.status,
        grafanaCode: problem.code,
        traceId: problem.traceId,
        tries: tried,
        ms: clock.now().getTime() - began,
      },
      "Grafana did not do what was asked",
    );
  return problem;
}

const crowded = (now: Date): GrafanaProblem => ({
  kind: "resting",
  message: "Too many questions wait for Grafana at once, so this one was not sent. See whether Grafana is slow.",
  retryAt: now.getTime() + 1000,
});
