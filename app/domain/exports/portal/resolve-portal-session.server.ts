import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { exportLink, exportRun, portalSession } from "#db/schema/exports.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Actor } from "../../context.ts";
import { sessionHolds, touchSession } from "../../portal-access/session.server.ts";
import { archiveDoor } from "./archive-door.server.ts";

export type PortalActor = Extract<Actor, { kind: "portal" }>;

/** Who holds this portal session cookie. Null when there is nobody whose `sessionHolds`, or no archive any more. */
export async function resolvePortalSession(
  { db, clock }: { db: Db; clock: Clock },
  token: string | null,
): Promise<PortalActor | null> {
  if (!token) return null;
  const now = clock.now();
  const [row] = await db
    .select({
      id: portalSession.id,
      linkId: portalSession.linkId,
      runId: exportRun.id,
      lastSeenAt: portalSession.lastSeenAt,
    })
    .from(portalSession)
    .innerJoin(exportLink, eq(exportLink.id, portalSession.linkId))
    .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
    .where(and(sessionHolds(archiveDoor, token, now), eq(exportRun.state, "ready")));
  if (!row) return null;
  await touchSession(db, archiveDoor, row, now);
  return { kind: "portal", id: row.id, linkId: row.linkId, runId: row.runId };
}
