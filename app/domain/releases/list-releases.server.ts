import { and, desc, eq, gte, lt } from "drizzle-orm";
import { z } from "zod";
import { release } from "#db/schema/releases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import type { ReleaseRow } from "./release-view.ts";
import { rowsOf } from "./rows-of.server.ts";

/** A year of weekly releases and its urgent ones. */
export const LISTED_MAX = 80;

const instant = z.coerce.date("Give an instant.");
const filters = z.object({
  /** Instants: from, and before. */
  from: instant.optional(),
  to: instant.optional(),
  kind: z.enum(["weekly", "urgent"]).optional(),
  /** So many at most. */
  first: z.number().int().min(1).max(LISTED_MAX).default(LISTED_MAX),
});

/** Releases, the newest first; at most 80, the next ones are those before the last one's time. */
export async function listReleases(ctx: Ctx, input: z.input<typeof filters> = {}): Promise<ReleaseRow[]> {
  const { db } = requirePermission(ctx, "releases.view");
  const { from, to, kind, first } = parseInput(filters, input);
  const found = await db
    .select()
    .from(release)
    .where(and(from && gte(release.releasedAt, from), to && lt(release.releasedAt, to), kind && eq(release.kind, kind)))
    .orderBy(desc(release.releasedAt), desc(release.version))
    .limit(first);
  return rowsOf(ctx, found);
}
