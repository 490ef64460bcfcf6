import { and, asc, gt, gte, lt } from "drizzle-orm";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { release } from "#db/schema/releases.ts";
import type { Ctx } from "../context.ts";
import { windowEnd } from "../maintenance/timing-rules.ts";
import { isLeftOut } from "./correction-rules.ts";
import type { ReleaseMark, WindowSpan } from "./latency-types.ts";

/**
 * Maintenance windows that touch a stretch of time, oldest first; cancelled ones were none. One that was finished early ends
 * there, and one that overran ends where it was said to.
 */
export async function readWindows(ctx: Ctx, from: Date, to: Date): Promise<WindowSpan[]> {
  const rows = await ctx.db
    .select()
    .from(maintenanceWindow)
    .where(and(lt(maintenanceWindow.startsAt, to), gt(maintenanceWindow.endsAt, from)))
    .orderBy(asc(maintenanceWindow.startsAt));
  return rows
    .filter((row) => row.state !== "cancelled" && windowEnd(row) > from)
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      title: { en: row.titleEn, fi: row.titleFi, sv: row.titleSv },
      from: row.startsAt.toISOString(),
      to: windowEnd(row).toISOString(),
      announced: row.announcedAt !== null && row.announcedAt < row.startsAt,
      leftOut: isLeftOut(row),
    }));
}

/** Releases within a stretch of time, oldest first. */
export async function readReleases(ctx: Ctx, from: Date, to: Date): Promise<ReleaseMark[]> {
  const rows = await ctx.db
    .select()
    .from(release)
    .where(and(gte(release.releasedAt, from), lt(release.releasedAt, to)))
    .orderBy(asc(release.releasedAt));
  return rows.map(({ version, kind, releasedAt }) => ({ version, kind, at: releasedAt.toISOString() }));
}
