import { eq, inArray } from "drizzle-orm";
import { exportRequest, exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { assumeDates } from "./assume-dates.server.ts";
import { changeState, requestEvent } from "./change-state.server.ts";
import { helsinkiDay, lastRetrievalDay } from "./clock-rules.ts";
import { lengthenLinks } from "./lengthen-links.server.ts";
import { loadSwitch, loadSwitches } from "./load-switches.server.ts";
import { revokeLinks } from "./new-link.server.ts";

/**
 * Ends the time for fetching of archives whose last day has passed: fetched ones are kept until they are erased, the others
 * expire. Links stop working. Where no dates are recorded, the law's own are taken, so that every one has an end. Several workers
 * may do this at once.
 * @returns how many ended
 */
export async function endRetrievals(ctx: Ctx): Promise<{ retained: number; expired: number }> {
  const now = ctx.clock.now();
  const today = helsinkiDay(now);
  const fetchable = inArray(exportRequest.state, ["handed_over", "downloaded"]);
  const ended = { retained: 0, expired: 0 };
  for (const { id } of await loadSwitches(ctx.db, fetchable, now)) {
    await ctx.db.transaction(async (tx) => {
      // Read under the row's lock: an officer may be extending it, or the customer's last byte going out.
      const [locked] = await tx
        .select({ id: exportRequest.id, state: exportRequest.state, requestedAt: exportRequest.requestedAt })
        .from(exportRequest)
        .where(eq(exportRequest.id, id))
        .for("update");
      const { dates, handedOverOn } = await loadSwitch(tx, id, now);
      if (locked?.state !== "handed_over" && locked?.state !== "downloaded") return;
      if (!dates) {
        await changeState(tx, "assume_dates", { id });
        await assumeDates(ctx, tx, locked);
        await lengthenLinks(tx, id, now);
        return;
      }
      const until = lastRetrievalDay(dates.retrievalEndsOn, handedOverOn);
      if (today <= until) return;
      const action = locked.state === "downloaded" ? "end_retrieval" : "expire";
      await changeState(tx, action, { id });
      const runs = await tx.select({ id: exportRun.id }).from(exportRun).where(eq(exportRun.requestId, id));
      let links = 0;
      for (const run of runs) links += await revokeLinks(ctx, tx, run.id);
      await recordEvent(ctx, tx, { ...requestEvent(action, id), details: { until, links } });
      ended[action === "expire" ? "expired" : "retained"] += 1;
    });
  }
  return ended;
}
