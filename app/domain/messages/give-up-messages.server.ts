import { and, inArray, lt } from "drizzle-orm";
import { message } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { forgotten } from "./forgotten.ts";

/** The queue has given up by then (8 repetitions, at most 10 minutes apart). */
const GIVEN_UP_AFTER_MS = 3 * 3600_000;

/** Ends messages that nothing sends any more, and with them the link or code in their text. @returns how many */
export async function giveUpMessages(ctx: Ctx): Promise<number> {
  return await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(message)
      .set({ state: "failed", errorCode: "given_up", ...forgotten })
      .where(
        and(
          inArray(message.state, ["queued", "sending"]),
          lt(message.createdAt, new Date(ctx.clock.now().getTime() - GIVEN_UP_AFTER_MS)),
        ),
      )
      .returning({ id: message.id });
    for (const row of rows) {
      await recordEvent(ctx, tx, {
        action: "message.send",
        target: { kind: "message", id: row.id },
        outcome: "failed",
        details: { code: "given_up" },
      });
    }
    return rows.length;
  });
}
