import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { blankBeside } from "./blank-beside.server.ts";
import { blankPeople } from "./blank-people.ts";
import { changeState, requestEvent } from "./change-state.server.ts";
import { addDays, endOfHelsinkiDay, FORGET_AFTER_DAYS, helsinkiDay } from "./clock-rules.ts";
import { endedStates } from "./export-states.ts";

/**
 * Removes who asked and who would have received, and what officers wrote, from requests that ended without an archive 30 days ago,
 * by the days of Helsinki, and of which no file is in the store. That a request was there, how it ended, its days and who of the
 * staff did what stays. The database lets only the worker do it. Several workers may do this at once.
 * @returns how many requests it was done to
 */
export async function forgetPeople(ctx: Ctx): Promise<{ forgotten: number }> {
  const now = ctx.clock.now();
  // As the page says it: on the thirtieth day after, also where a day in between had 23 or 25 hours.
  const lastSecond = endOfHelsinkiDay(addDays(helsinkiDay(now), -FORGET_AFTER_DAYS));
  const due = and(
    inArray(exportRequest.state, [...endedStates]),
    lt(exportRequest.endedAt, new Date(lastSecond.getTime() + 1000)),
    isNull(exportRequest.peopleRemovedAt),
    sql`not exists (select from console.export_run run where run.request_id = ${exportRequest.id} and run.removed_at is null)`,
  );
  let forgotten = 0;
  for (const { id } of await ctx.db.select({ id: exportRequest.id }).from(exportRequest).where(due)) {
    await ctx.db.transaction(async (tx) => {
      // Asked again under the row's lock: another worker may have done it, and its audit row is enough.
      const still = await tx
        .select({ id: exportRequest.id })
        .from(exportRequest)
        .where(and(eq(exportRequest.id, id), due))
        .for("update");
      if (still.length === 0) return;
      await changeState(tx, "forget_people", { id }, blankPeople(now));
      await blankBeside(tx, id, now);
      await recordEvent(ctx, tx, requestEvent("forget_people", id));
      forgotten += 1;
    });
  }
  return { forgotten };
}
