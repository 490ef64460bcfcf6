import { and, asc, eq, gt, inArray, lte, or } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import type { ShownWindow } from "./health-view.ts";

const NEXT_MAX = 2;

/** The windows that go on now, and the next ones, in order of their start. */
export async function loadWindows(db: DbOrTx, now: Date): Promise<ShownWindow[]> {
  const { state, startsAt, endsAt } = maintenanceWindow;
  const going = or(
    inArray(state, ["in_progress", "verifying"]),
    and(eq(state, "announced"), lte(startsAt, now), gt(endsAt, now)),
  );
  const [present, coming] = await Promise.all([
    db.select().from(maintenanceWindow).where(going).orderBy(asc(startsAt)),
    db
      .select()
      .from(maintenanceWindow)
      .where(and(inArray(state, ["planned", "announced"]), gt(startsAt, now)))
      .orderBy(asc(startsAt))
      .limit(NEXT_MAX),
  ]);
  const rows = [...present, ...coming];
  const scopes = await scopesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row, i) => ({
    id: row.id,
    title: row.titleEn,
    kind: row.kind,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    announced: row.announcedAt && (row.announcedAt < row.startsAt ? "before" : "late"),
    inProgress: i < present.length,
    overrun: i < present.length && row.endsAt <= now,
    components: scopes.get(row.id) ?? [],
  }));
}

async function scopesOf(db: DbOrTx, windows: readonly string[]): Promise<Map<string, string[]>> {
  if (windows.length === 0) return new Map();
  const rows = await db
    .select({ id: maintenanceScope.windowId, key: component.key })
    .from(maintenanceScope)
    .innerJoin(component, eq(component.id, maintenanceScope.componentId))
    .where(inArray(maintenanceScope.windowId, [...windows]))
    .orderBy(asc(component.position));
  const scopes = Map.groupBy(rows, ({ id }) => id);
  return new Map([...scopes].map(([id, parts]) => [id, parts.map(({ key }) => key)]));
}
