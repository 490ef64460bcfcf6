import { asc, inArray } from "drizzle-orm";
import { releaseComparison } from "#db/schema/releases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { Comparison } from "./release-view.ts";

/** How it was after releases, by the release's id: those that have been judged, in the order 1, 24, 72 hours. */
export async function readComparisons(ctx: Ctx, releaseIds: readonly string[]): Promise<Map<string, Comparison[]>> {
  const { db } = requirePermission(ctx, "releases.view");
  if (releaseIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(releaseComparison)
    .where(inArray(releaseComparison.releaseId, [...releaseIds]))
    .orderBy(asc(releaseComparison.hours));
  const found = new Map<string, Comparison[]>();
  for (const { releaseId, content } of rows)
    found.set(releaseId, [...(found.get(releaseId) ?? []), content as Comparison]);
  return found;
}
