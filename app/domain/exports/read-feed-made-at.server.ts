import { and, eq, isNull } from "drizzle-orm";
import { exportFeed } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

/** When the person's own calendar address was made; null without one. */
export async function readFeedMadeAt(ctx: Ctx): Promise<Date | null> {
  const { actor, db } = requirePermission(ctx, "exports.view");
  const [row] = await db
    .select({ createdAt: exportFeed.createdAt })
    .from(exportFeed)
    .where(and(eq(exportFeed.staffId, actor.id), isNull(exportFeed.revokedAt)));
  return row?.createdAt ?? null;
}
