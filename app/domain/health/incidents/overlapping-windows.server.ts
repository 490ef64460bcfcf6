import { and, asc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";

export type OverlappingWindow = {
  id: string;
  kind: "planned" | "urgent";
  title: string;
  startsAt: Date;
  /** When it was finished, or else the end that it was given. */
  endsAt: Date;
  announcedAt: Date | null;
  /** Keys and English names of the components in its scope. */
  components: { key: string; name: string }[];
};

const actualEnd = sql<Date>`coalesce(${maintenanceWindow.finishedAt}, ${maintenanceWindow.endsAt})`.mapWith(
  maintenanceWindow.endsAt,
);

/**
 * The maintenance windows during which an incident went on, at least for a moment: shown beside it, whatever they cover.
 * @param input.from inclusive, UTC
 * @param input.to exclusive, UTC
 */
export async function overlappingWindows(ctx: Ctx, input: { from: Date; to: Date }): Promise<OverlappingWindow[]> {
  const { db } = requirePermission(ctx, "health.view");
  const windows = await db
    .select({
      id: maintenanceWindow.id,
      kind: maintenanceWindow.kind,
      title: maintenanceWindow.titleEn,
      startsAt: maintenanceWindow.startsAt,
      endsAt: actualEnd,
      announcedAt: maintenanceWindow.announcedAt,
    })
    .from(maintenanceWindow)
    .where(
      and(
        ne(maintenanceWindow.state, "cancelled"),
        lt(maintenanceWindow.startsAt, input.to),
        sql`${actualEnd} > ${input.from.toISOString()}`,
      ),
    )
    .orderBy(asc(maintenanceWindow.startsAt))
    .limit(50);
  const scopes = windows.length
    ? await db
        .select({ windowId: maintenanceScope.windowId, key: component.key, name: component.nameEn })
        .from(maintenanceScope)
        .innerJoin(component, eq(component.id, maintenanceScope.componentId))
        .where(
          inArray(
            maintenanceScope.windowId,
            windows.map((window) => window.id),
          ),
        )
        .orderBy(asc(component.position), asc(component.key))
    : [];
  const scopeOf = Map.groupBy(scopes, (row) => row.windowId);
  return windows.map((window) => ({
    ...window,
    components: (scopeOf.get(window.id) ?? []).map(({ key, name }) => ({ key, name })),
  }));
}
