import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { newLink } from "./new-link.server.ts";

/**
 * Issues a new link in place of one that has expired, was lost or is locked; the earlier one stops working.
 * @param input.portalOrigin the portal's configured origin
 * @throws DomainError `conflict` when the request has moved on
 */
export async function reissueLink(
  ctx: Ctx,
  input: { id: string; version: number; portalOrigin: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("reissue_link", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.reissue_link.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "reissue_link", input);
      const { linkId, runId, expiresAt } = await newLink(staff, tx, request, input.portalOrigin);
      await recordEvent(staff, tx, {
        ...requestEvent("reissue_link", request.id),
        details: { linkId, runId, expiresAt: expiresAt.toISOString() },
      });
      return request;
    });
  });
}
