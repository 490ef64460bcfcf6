import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { assumeDates } from "./assume-dates.server.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { newLink } from "./new-link.server.ts";

/**
 * Hands a finished archive over: the customer gets a link by e-mail, and later a code by SMS. Where no dates of the switch are
 * recorded, the law's own are taken.
 * @param input.portalOrigin the portal's configured origin
 * @throws DomainError `conflict` when the request has moved on
 */
export async function handOverExport(
  ctx: Ctx,
  input: { id: string; version: number; portalOrigin: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("hand_over", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.hand_over.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "hand_over", input);
      await assumeDates(staff, tx, request);
      const { linkId, runId, expiresAt } = await newLink(staff, tx, request, input.portalOrigin);
      await recordEvent(staff, tx, {
        ...requestEvent("hand_over", request.id),
        details: { linkId, runId, expiresAt: expiresAt.toISOString() },
      });
      return request;
    });
  });
}
