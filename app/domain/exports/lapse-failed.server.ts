import { eq } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { changeState, requestEvent } from "./change-state.server.ts";
import { helsinkiDay, lastRerunDay } from "./clock-rules.ts";
import { loadSwitch, loadSwitches } from "./load-switches.server.ts";

/**
 * Ends requests whose run failed and which nobody ran again or cancelled by their last day (`lastRerunDay`). Nobody decided it, so
 * nobody is named and no reason is given; 30 days later the people in it are forgotten. The same scope can be asked for again.
 * Several workers may do this at once.
 * @returns how many were ended
 */
export async function lapseFailed(ctx: Ctx): Promise<{ ended: number }> {
  const now = ctx.clock.now();
  const today = helsinkiDay(now);
  let ended = 0;
  for (const { id } of await loadSwitches(ctx.db, eq(exportRequest.state, "failed"), now)) {
    await ctx.db.transaction(async (tx) => {
      // Read under the row's lock: an officer may be running it again, or recording its dates.
      await tx.select({ id: exportRequest.id }).from(exportRequest).where(eq(exportRequest.id, id)).for("update");
      const { state, failedOn, dates } = await loadSwitch(tx, id, now);
      if (state !== "failed" || !failedOn) return;
      const until = lastRerunDay(failedOn, dates?.transitionEndsOn ?? null);
      if (today <= until) return;
      await changeState(tx, "lapse_failed", { id }, { endedAt: now });
      await recordEvent(ctx, tx, { ...requestEvent("lapse_failed", id), details: { failedOn, until } });
      ended += 1;
    });
  }
  return { ended };
}
