import { and, eq } from "drizzle-orm";
import { exportRequest, exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { changeState, requestEvent } from "./change-state.server.ts";
import { helsinkiDay, lastHandOverDay } from "./clock-rules.ts";
import { loadSwitch, loadSwitches } from "./load-switches.server.ts";

/**
 * Gives up archives that nobody handed over by their last day (`lastHandOverDay`): the books have moved on, and nothing lies in
 * the store for ever. The request waits as a failed one, to be run again or cancelled, and lapses itself in the end
 * (`lapseFailed`); the worker removes the files. Several workers may do this at once.
 * @returns how many were given up
 */
export async function lapseArchives(ctx: Ctx): Promise<{ lapsed: number }> {
  const now = ctx.clock.now();
  const today = helsinkiDay(now);
  let lapsed = 0;
  for (const { id } of await loadSwitches(ctx.db, eq(exportRequest.state, "ready"), now)) {
    await ctx.db.transaction(async (tx) => {
      // Read under the row's lock: an officer may be handing it over, or recording its dates.
      await tx.select({ id: exportRequest.id }).from(exportRequest).where(eq(exportRequest.id, id)).for("update");
      const { state, madeOn, dates } = await loadSwitch(tx, id, now);
      if (state !== "ready" || !madeOn) return;
      const until = lastHandOverDay(madeOn, dates?.transitionEndsOn ?? null);
      if (today <= until) return;
      await changeState(tx, "lapse", { id }, { failedAt: now });
      await tx
        .update(exportRun)
        .set({
          state: "failed",
          phase: "failed",
          errorCode: "not_handed_over",
          errorMessage: `Nobody handed the archive over by ${until}, so its files are removed. Make it again when it can be handed over.`,
        })
        .where(and(eq(exportRun.requestId, id), eq(exportRun.state, "ready")));
      await recordEvent(ctx, tx, { ...requestEvent("lapse", id), details: { madeOn, until } });
      lapsed += 1;
    });
  }
  return { lapsed };
}
