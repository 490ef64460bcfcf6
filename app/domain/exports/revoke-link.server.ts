import { and, eq } from "drizzle-orm";
import { exportRun } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { revokeLinks } from "./new-link.server.ts";

/**
 * Stops the link at once: it opens nothing, sends no code, and a download that is going on gets no further range.
 * @throws DomainError `conflict` when there is no link that works
 */
export async function revokeLink(ctx: Ctx, input: { id: string; version: number }): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("revoke_link", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.revoke_link.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "revoke_link", input);
      const [run] = await tx
        .select({ id: exportRun.id })
        .from(exportRun)
        .where(and(eq(exportRun.requestId, request.id), eq(exportRun.state, "ready")));
      const revoked = run ? await revokeLinks(staff, tx, run.id) : 0;
      if (revoked === 0) throw new DomainError("conflict", "There is no link that works: nothing was revoked.");
      await recordEvent(staff, tx, {
        ...requestEvent("revoke_link", request.id),
        details: { runId: run!.id, links: revoked },
      });
      return request;
    });
  });
}
