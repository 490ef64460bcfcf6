import { and, asc, gt, gte, lt } from "drizzle-orm";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { release } from "#db/schema/releases.ts";
import type { Ctx } from "../context.ts";
import { announcedTime } from "../maintenance/announced-time.server.ts";
import { isLeftOut } from "./correction-rules.ts";
import type { ReleaseMark, WindowSpan } from "./latency-types.ts";

/**
 * Maintenance windows that touch a stretch of time, oldest first; cancelled ones were none. One that was finished early ends
 * there, and one that overran ends where it was said to. One that was extended only after it had overrun is there twice: until
 * its first end, and from when it was extended on.
 */
export async function readWindows(ctx: Ctx, from: Date, to: Date): Promise<WindowSpan[]> {
  const rows = await ctx.db
    .select()
    .from(maintenanceWindow)
    .where(and(lt(maintenanceWindow.startsAt, to), gt(maintenanceWindow.endsAt, from)))
    .orderBy(asc(maintenanceWindow.startsAt));
  const held = rows.filter(({ state }) => state !== "cancelled");
  const times = await announcedTime(ctx.db, held);
  return held.flatMap((row) =>
    times
      .get(row.id)!
      .filter((span) => span.from < to && span.to > from)
      .map((span) => ({
        id: row.id,
        kind: row.kind,
        title: { en: row.titleEn, fi: row.titleFi, sv: row.titleSv },
        from: span.from.toISOString(),
        to: span.to.toISOString(),
        announced: row.announcedAt !== null && row.announcedAt < row.startsAt,
        leftOut: isLeftOut(row),
      })),
  );
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
