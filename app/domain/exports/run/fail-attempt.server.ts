import { and, eq, sql } from "drizzle-orm";
import { exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { changeState } from "../change-state.server.ts";
import { MOST_ATTEMPTS, PROGRESS_CHANNEL } from "./figures.ts";

export type AttemptFailure = {
  code: string;
  /** For the officer: what failed and what to do. */
  message: string;
  /** True when trying again cannot help. */
  permanent: boolean;
};

/**
 * Ends an attempt that did not succeed: the run goes back to the queue, or, when trying again cannot help or it has been
 * tried six times, fails with its request. Does nothing for a zombie.
 * @returns what became of it
 */
export async function failAttempt(
  ctx: Ctx,
  attempt: { runId: string; requestId: string; attempt: number; leaseToken: string },
  failure: AttemptFailure,
): Promise<"queued" | "failed" | "zombie"> {
  const final = failure.permanent || attempt.attempt >= MOST_ATTEMPTS;
  return await ctx.db.transaction(async (tx) => {
    const [run] = await tx
      .update(exportRun)
      .set({
        state: final ? "failed" : "queued",
        phase: final ? "failed" : "queued",
        finishedAt: final ? sql`now()` : null,
        leaseToken: null,
        leaseExpiresAt: null,
        progressAt: sql`now()`,
        errorCode: failure.code,
        errorMessage: failure.message,
      })
      .where(
        and(
          eq(exportRun.id, attempt.runId),
          eq(exportRun.leaseToken, attempt.leaseToken),
          eq(exportRun.state, "running"),
        ),
      )
      .returning({ id: exportRun.id });
    if (!run) return "zombie";
    if (final) await changeState(tx, "fail", { id: attempt.requestId }, { failedAt: ctx.clock.now() });
    await recordEvent(ctx, tx, {
      action: final ? "export_run.fail" : "export_run.attempt_fail",
      target: { kind: "export_request", id: attempt.requestId },
      outcome: "failed",
      details: { runId: run.id, attempt: attempt.attempt, code: failure.code },
    });
    await tx.execute(sql`select pg_notify(${PROGRESS_CHANNEL}, ${run.id})`);
    return final ? "failed" : "queued";
  });
}
