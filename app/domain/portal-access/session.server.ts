import { and, eq, gt, isNull, type SQL } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import type { LinkTable, SessionTable } from "#db/schema/portal-access.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { minutesAfter, portalFigures } from "./figures.ts";

type Tables = { link: LinkTable; session: SessionTable };

/** Seen less than this ago is not written again: a page makes several requests. */
const TOUCH_AFTER_MS = 30_000;

/** The session of this cookie, unless it is over (60 minutes, or 15 without use), ended, or its link has been revoked since. */
export const sessionHolds = ({ link, session }: Tables, token: string, now: Date): SQL =>
  and(
    eq(session.tokenSha256, sha256Hex(token)),
    isNull(session.endedAt),
    gt(session.createdAt, minutesAfter(now, -portalFigures.sessionMinutes)),
    gt(session.lastSeenAt, minutesAfter(now, -portalFigures.idleMinutes)),
    isNull(link.revokedAt),
  )!;

/** The session is in use. */
export async function touchSession(
  db: DbOrTx,
  { session }: Pick<Tables, "session">,
  seen: { id: string; lastSeenAt: Date },
  now: Date,
): Promise<void> {
  if (now.getTime() - seen.lastSeenAt.getTime() > TOUCH_AFTER_MS)
    await db.update(session).set({ lastSeenAt: now }).where(eq(session.id, seen.id));
}

/** Signs out. The link still works, with a new code. */
export async function endSession(
  tx: DbOrTx,
  { session }: Pick<Tables, "session">,
  ended: { id: string },
  now: Date,
): Promise<void> {
  await tx
    .update(session)
    .set({ endedAt: now })
    .where(and(eq(session.id, ended.id), isNull(session.endedAt)));
}
