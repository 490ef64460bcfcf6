import type { DbOrTx } from "#db/client.ts";
import { exportClock } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { type ExportRequest, requestEvent } from "./change-state.server.ts";
import { addDays, helsinkiDay, proposedDates, RETRIEVAL_DAYS } from "./clock-rules.ts";

/**
 * Where no dates of the switch are recorded, takes the law's own, counted from the day of the request: notice had been given by
 * then. So an archive that is with the customer always has a last day for fetching, at least 30 days ahead, and can be erased
 * after it. They are marked as assumed until somebody records the right ones.
 * @returns whether they were taken
 */
export async function assumeDates(
  ctx: Ctx,
  tx: DbOrTx,
  request: Pick<ExportRequest, "id" | "requestedAt">,
): Promise<boolean> {
  const now = ctx.clock.now();
  const dates = proposedDates(helsinkiDay(request.requestedAt));
  const shortest = addDays(helsinkiDay(now), RETRIEVAL_DAYS);
  const retrievalEndsOn = [shortest, dates.retrievalEndsOn].sort()[1]!;
  const [made] = await tx
    .insert(exportClock)
    .values({ requestId: request.id, ...dates, retrievalEndsOn, assumed: true, updatedAt: now })
    .onConflictDoNothing()
    .returning({ requestId: exportClock.requestId });
  if (!made) return false;
  const { noticeGivenOn, noticeEndsOn, transitionEndsOn } = dates;
  await recordEvent(ctx, tx, {
    ...requestEvent("assume_dates", request.id),
    details: { noticeGivenOn, noticeEndsOn, transitionEndsOn, retrievalEndsOn },
  });
  return true;
}
