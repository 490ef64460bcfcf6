import { and, desc, eq, isNull } from "drizzle-orm";
import { session } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { sessionEnd } from "./session-limits.ts";

export type OwnSession = {
  id: string;
  current: boolean;
  /** Id of the sign-in method. */
  method: string;
  userAgent: string;
  createdAt: Date;
  /** To the minute. */
  lastSeenAt: Date;
  authTime: Date;
  endsAt: Date;
};

/** The open sessions of the person who asks, the newest first. @throws DomainError `not_signed_in` */
export async function listOwnSessions(ctx: Ctx): Promise<OwnSession[]> {
  const { actor, db, clock } = requirePermission(ctx, "sessions.own");
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.staffId, actor.id), isNull(session.endedAt)))
    .orderBy(desc(session.createdAt));
  const now = clock.now();
  return rows
    .map((row) => ({
      id: row.id,
      current: row.id === actor.sessionId,
      method: row.method,
      userAgent: row.userAgent,
      createdAt: row.createdAt,
      lastSeenAt: row.lastSeenAt,
      authTime: row.authTime,
      endsAt: sessionEnd(row, actor.roles).at,
    }))
    .filter((row) => row.endsAt > now);
}
