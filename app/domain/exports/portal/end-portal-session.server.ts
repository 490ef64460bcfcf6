import { and, eq, isNull } from "drizzle-orm";
import { exportLink, exportRun, portalSession } from "#db/schema/exports.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { requirePortal } from "./require-portal.ts";

/** Signs the customer out of the portal. The link still works, with a new code. */
export async function endPortalSession(ctx: Ctx): Promise<void> {
  const portal = requirePortal(ctx);
  await portal.db.transaction(async (tx) => {
    await tx
      .update(portalSession)
      .set({ endedAt: portal.clock.now() })
      .where(and(eq(portalSession.id, portal.actor.id), isNull(portalSession.endedAt)));
    const [run] = await tx
      .select({ requestId: exportRun.requestId })
      .from(exportLink)
      .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
      .where(eq(exportLink.id, portal.actor.linkId));
    await recordEvent(portal, tx, {
      action: "portal_session.end",
      target: { kind: "export_request", id: run!.requestId },
      details: { linkId: portal.actor.linkId, sessionId: portal.actor.id },
    });
  });
}
