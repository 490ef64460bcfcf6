import { and, gt, lt, ne, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import type { WindowSeen } from "./facts.ts";
import type { Span } from "./period-rules.ts";

/** The maintenance that touches a span, with the hours in which it was really held where it has been; cancelled ones were not. */
export async function knownWindows(db: DbOrTx, { from, to }: Span): Promise<WindowSeen[]> {
  const { state, startsAt, endsAt, startedAt, finishedAt } = maintenanceWindow;
  const begin = sql<Date>`coalesce(${startedAt}, ${startsAt})`.mapWith(startsAt);
  const end = sql<Date>`coalesce(${finishedAt}, ${endsAt})`.mapWith(endsAt);
  const rows = await db
    .select({ kind: maintenanceWindow.kind, title: maintenanceWindow.titleEn, begin, end })
    .from(maintenanceWindow)
    .where(and(ne(state, "cancelled"), lt(begin, sql.param(to, startsAt)), gt(end, sql.param(from, endsAt))))
    .orderBy(begin);
  return rows.map(({ kind, title, ...at }) => ({ kind, title, from: at.begin.getTime(), to: at.end.getTime() }));
}
