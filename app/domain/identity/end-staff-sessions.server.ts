import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { session } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";

const inputSchema = z.object({ staffId: z.uuid() });

/**
 * An administrator ends all sessions of a person.
 * @returns how many were open
 * @throws DomainError `not_signed_in`, `forbidden`
 */
export async function endStaffSessions(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<number> {
  const { staffId } = parseInput(inputSchema, input);
  const target = { kind: "staff", id: staffId };
  return refusalsRecorded(ctx, { action: "session.end_all", target }, async () => {
    const { actor, clock, requestId } = requirePermission(ctx, "sessions.end_any");
    return ctx.db.transaction(async (tx) => {
      const sessions = await endAllSessions(tx, staffId, "ended_by_administrator", clock.now());
      await recordEvent({ actor, requestId }, tx, { action: "session.end_all", target, details: { sessions } });
      return sessions;
    });
  });
}

/** Ends every open session of a person, within the transaction of the change that calls for it; its audit row is the caller's. */
export async function endAllSessions(tx: DbOrTx, staffId: string, reason: string, now: Date): Promise<number> {
  const ended = await tx
    .update(session)
    .set({ endedAt: now, endReason: reason })
    .where(and(eq(session.staffId, staffId), isNull(session.endedAt)))
    .returning({ id: session.id });
  return ended.length;
}
