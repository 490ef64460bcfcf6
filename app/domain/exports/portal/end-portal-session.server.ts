import { eq } from "drizzle-orm";
import { exportLink, exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { endSession } from "../../portal-access/session.server.ts";
import { archiveDoor } from "./archive-door.server.ts";
import { requirePortal } from "./require-portal.ts";

/** Signs the customer out of the portal. */
export async function endPortalSession(ctx: Ctx): Promise<void> {
  const portal = requirePortal(ctx);
  await portal.db.transaction(async (tx) => {
    await endSession(tx, archiveDoor, portal.actor, portal.clock.now());
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
