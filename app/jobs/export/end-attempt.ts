import type { Ctx } from "#app/domain/context.ts";
import type { AttemptFailure } from "#app/domain/exports/run/fail-attempt.server.ts";
import { toFailure } from "./failure.ts";
import { LeaseLost } from "./keep-lease.ts";

/**
 * After an attempt that did not reach its end: nothing where another one has the run, or else its failure is recorded.
 * @param fail what the run is afterwards: "queued" when it is tried again
 * @throws the error itself when the run is tried again, so that the queue does so
 */
export async function endAttempt(
  error: unknown,
  {
    lease,
    stop,
    log,
    said,
    fail,
  }: {
    lease: AbortSignal;
    /** Aborted when the worker is asked to stop. */
    stop: AbortSignal;
    log: Ctx["log"];
    /** The line of the log. */
    said: string;
    fail: (failure: AttemptFailure) => Promise<"queued" | "failed" | "zombie">;
  },
): Promise<void> {
  if (error instanceof LeaseLost || lease.aborted) {
    log.warn("this attempt has lost its lease and leaves nothing behind");
    return;
  }
  const failure: AttemptFailure = stop.aborted
    ? { code: "stopped", message: "The worker was stopped; the run goes on by itself.", permanent: false }
    : toFailure(error);
  log.error({ err: error, failure: failure.code }, said);
  if ((await fail(failure)) === "queued") throw error;
}
