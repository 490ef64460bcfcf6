import { and, eq, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import { session } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";

const inputSchema = z.union([
  /** One session; the current one is a sign-out. */
  z.object({ sessionId: z.uuid() }),
  z.object({ allOthers: z.literal(true) }),
]);

/**
 * Ends sessions of the person who asks: one, or all but the current.
 * @returns how many were ended
 * @throws DomainError `not_signed_in`; `not_found` when the one named is not an open session of this person
 */
export async function endOwnSessions(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<number> {
  const { actor, clock, ...rest } = requirePermission(ctx, "sessions.own");
  const which = parseInput(inputSchema, input);
  return ctx.db.transaction(async (tx) => {
    const one = "sessionId" in which;
    const signOut = one && which.sessionId === actor.sessionId;
    const ended = await tx
      .update(session)
      .set({ endedAt: clock.now(), endReason: signOut ? "signed_out" : "ended_by_owner" })
      .where(
        and(
          eq(session.staffId, actor.id),
          isNull(session.endedAt),
          one ? eq(session.id, which.sessionId) : ne(session.id, actor.sessionId),
        ),
      )
      .returning({ id: session.id });
    if (one && ended.length === 0) {
      throw new DomainError("not_found", "That session has already ended, or is not yours.");
    }
    for (const { id } of ended) {
      await recordEvent({ actor, requestId: rest.requestId }, tx, {
        action: signOut ? "session.sign_out" : "session.end",
        target: { kind: "session", id },
      });
    }
    return ended.length;
  });
}
