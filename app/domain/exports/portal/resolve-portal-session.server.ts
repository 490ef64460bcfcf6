import { and, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { exportLink, exportRun, portalSession } from "#db/schema/exports.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Actor } from "../../context.ts";
import { sha256Hex } from "../../identity/tokens.server.ts";
import { minutesAfter, portalFigures } from "./figures.ts";

export type PortalActor = Extract<Actor, { kind: "portal" }>;

/** Seen less than this ago is not written again: a page makes several requests. */
const TOUCH_AFTER_MS = 30_000;

/**
 * Who holds this portal session cookie. Null when it is unknown, over (60 minutes, or 15 without use), ended, or when its
 * link has been revoked since.
 */
export async function resolvePortalSession(
  { db, clock }: { db: Db; clock: Clock },
  token: string | null,
): Promise<PortalActor | null> {
  if (!token) return null;
  const now = clock.now();
  const [row] = await db
    .select({ id: portalSession.id, linkId: portalSession.linkId, runId: exportRun.id, seen: portalSession.lastSeenAt })
    .from(portalSession)
    .innerJoin(exportLink, eq(exportLink.id, portalSession.linkId))
    .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
    .where(
      and(
        eq(portalSession.tokenSha256, sha256Hex(token)),
        isNull(portalSession.endedAt),
        gt(portalSession.createdAt, minutesAfter(now, -portalFigures.sessionMinutes)),
        gt(portalSession.lastSeenAt, minutesAfter(now, -portalFigures.idleMinutes)),
        isNull(exportLink.revokedAt),
        eq(exportRun.state, "ready"),
      ),
    );
  if (!row) return null;
  if (now.getTime() - row.seen.getTime() > TOUCH_AFTER_MS)
    await db.update(portalSession).set({ lastSeenAt: now }).where(eq(portalSession.id, row.id));
  return { kind: "portal", id: row.id, linkId: row.linkId, runId: row.runId };
}
