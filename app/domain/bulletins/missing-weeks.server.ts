import { and, eq, gte, isNotNull, ne, sql } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import { release } from "#db/schema/releases.ts";
import type { ServiceCtx } from "../context.ts";
import { addWeeks, LOOK_BACK_WEEKS, mondayOf, overdueWeeks, type Week } from "./week-rules.ts";

/** The weeks of the last two months whose bulletin should be out and is not, the newest first. */
export async function missingWeeks({
  db,
  clock,
  profile,
}: Pick<ServiceCtx, "db" | "clock" | "profile">): Promise<Week[]> {
  const now = clock.now();
  const timeZone = profile.service.timeZone;
  const oldest = addWeeks(mondayOf(now, timeZone), -LOOK_BACK_WEEKS);
  const [told, [first]] = await Promise.all([
    db
      .select({ weekOf: bulletin.weekOf })
      .from(bulletin)
      .where(and(isNotNull(bulletin.published), ne(bulletin.state, "retracted"), gte(bulletin.weekOf, oldest))),
    db
      .select({
        at: sql<string | null>`least(
        (select min(${release.releasedAt}) from ${release}),
        (select min(${bulletin.weekOf})::timestamp at time zone ${timeZone} from ${bulletin} where ${eq(bulletin.kind, "weekly")}))`,
      })
      .from(sql`(select 1) as one`),
  ]);
  return overdueWeeks({
    now,
    since: first?.at ? new Date(first.at) : null,
    told: new Set(told.flatMap((row) => row.weekOf ?? [])),
    due: profile.bulletins.due,
    timeZone,
  });
}
