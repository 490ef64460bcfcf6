import { and, asc, gte, lt } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { DbOrTx } from "#db/client.ts";
import { release } from "#db/schema/releases.ts";

/**
 * The releases of a week, the oldest first; a rolled back one is among them, and says so.
 * @param monday `2026-11-16`: the week is from its midnight to the next Monday's, by the clocks of the zone
 */
export async function releasesOfWeek(
  db: DbOrTx,
  monday: string,
  zone = "Europe/Helsinki",
): Promise<(typeof release.$inferSelect)[]> {
  const first = Temporal.PlainDate.from(monday);
  const midnight = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
  return db
    .select()
    .from(release)
    .where(and(gte(release.releasedAt, midnight(first)), lt(release.releasedAt, midnight(first.add({ weeks: 1 })))))
    .orderBy(asc(release.releasedAt), asc(release.version));
}
