import { desc } from "drizzle-orm";
import { message } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

const MOST_SHOWN = 100;

/** The demo's outbox: the newest 100 messages with their text, newest first. */
export async function listOutbox(ctx: Ctx): Promise<(typeof message.$inferSelect)[]> {
  const staff = requirePermission(ctx, "outbox.view");
  return await staff.db.select().from(message).orderBy(desc(message.createdAt), desc(message.id)).limit(MOST_SHOWN);
}
