import { eq } from "drizzle-orm";
import { exportClock } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { helsinkiDay, lastRetrievalDay } from "./clock-rules.ts";
import { exportActions } from "./export-states.ts";
import { loadSwitch } from "./load-switches.server.ts";
import { calendarDay } from "./request-form.ts";

/**
 * Records the day on which the service itself erased what it held of the customer (Data Act Article 25(2)(h)), as somebody of the
 * service told: after the time for fetching, and not in the future.
 * @throws DomainError `invalid` with the field; `conflict` without dates, or when the request has moved on
 */
export async function recordServiceErasure(
  ctx: Ctx,
  input: { id: string; version: number; serviceErasedOn: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("record_service_erasure", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.record_service_erasure.permission);
    const on = parseInput(calendarDay, input.serviceErasedOn);
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "record_service_erasure", {
        id: input.id,
        version: input.version,
      });
      const { dates, handedOverOn } = await loadSwitch(tx, request.id, now);
      if (!dates) throw new DomainError("conflict", "The dates of the switch are not recorded yet. Record them first.");
      const until = lastRetrievalDay(dates.retrievalEndsOn, handedOverOn);
      const today = helsinkiDay(now);
      if (on <= until || on > today)
        throw new DomainError(
          "invalid",
          until >= today
            ? `The customer may still fetch until ${until}: nothing is erased before that.`
            : `Give a day after ${until}, the last day for fetching, and not after today.`,
          { field: "serviceErasedOn" },
        );
      await tx
        .update(exportClock)
        .set({ serviceErasedOn: on, updatedBy: staff.actor.id, updatedAt: now })
        .where(eq(exportClock.requestId, request.id));
      await recordEvent(staff, tx, { ...requestEvent("record_service_erasure", request.id), details: { on } });
      return request;
    });
  });
}
