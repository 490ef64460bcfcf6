import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { session, staff } from "#db/schema/identity.ts";
import { permissionsOf, type Role } from "../access/permissions.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { SEEN_EVERY_SECONDS, sessionEnd } from "./session-limits.ts";
import { sha256Hex } from "./tokens.server.ts";

/**
 * Who holds the session token: read afresh for each request, so that a role taken away or a session ended counts at once.
 * @param token from the session cookie
 * @param options.touch false for requests that no person made (live progress, automatic reload): they do not keep the session alive
 * @returns null for a token that is unknown, ended, past its idle or overall limit, or of a person deactivated
 */
export async function readSession(
  ctx: Pick<Ctx, "db" | "clock" | "requestId">,
  token: string | null,
  { touch = true }: { touch?: boolean } = {},
): Promise<StaffActor | null> {
  if (!token) return null;
  const [row] = await ctx.db
    .select({
      id: session.id,
      staffId: session.staffId,
      formToken: session.formToken,
      authTime: session.authTime,
      lastSeenAt: session.lastSeenAt,
      displayName: staff.displayName,
      roles: sql<Role[]>`array(select r.role from console.staff_role r
        where r.staff_id = ${session.staffId} and r.state = 'active' order by r.role)`,
    })
    .from(session)
    .innerJoin(staff, eq(staff.id, session.staffId))
    .where(and(eq(session.tokenSha256, sha256Hex(token)), isNull(session.endedAt), eq(staff.active, true)));
  if (!row) return null;

  const now = ctx.clock.now();
  const end = sessionEnd(row, row.roles);
  if (end.at <= now) {
    await ctx.db.transaction(async (tx) => {
      const ended = await tx
        .update(session)
        .set({ endedAt: now, endReason: end.reason })
        .where(and(eq(session.id, row.id), isNull(session.endedAt)))
        .returning({ id: session.id });
      if (ended.length === 0) return;
      await recordEvent({ ...ctx, actor: { kind: "staff", id: row.staffId } }, tx, {
        action: "session.expire",
        target: { kind: "session", id: row.id },
        details: { reason: end.reason },
      });
    });
    return null;
  }
  if (touch) {
    const before = new Date(now.getTime() - SEEN_EVERY_SECONDS * 1000);
    if (row.lastSeenAt <= before) {
      await ctx.db
        .update(session)
        .set({ lastSeenAt: now })
        .where(and(eq(session.id, row.id), isNull(session.endedAt), lt(session.lastSeenAt, now)));
    }
  }
  return {
    kind: "staff",
    id: row.staffId,
    sessionId: row.id,
    displayName: row.displayName,
    roles: row.roles,
    permissions: permissionsOf(row.roles),
    authTime: row.authTime,
    formToken: row.formToken,
  };
}
