import { and, asc, eq, gt, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { grafanaMark, maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { release } from "#db/schema/releases.ts";
import type { OwnerRef } from "./marker-rules.ts";
import { isLive, type WantedMark, wantedOfRelease, wantedOfWindow, watchedFrom } from "./wanted-rules.ts";

export type MarkRow = typeof grafanaMark.$inferSelect;
/** A window or release with what should be in Grafana for it, and what its marks' rows say. */
export type Owner = OwnerRef & { wanted: WantedMark[]; marks: MarkRow[] };

export const ownerKey = ({ ownerKind, ownerId }: OwnerRef): string => `${ownerKind} ${ownerId}`;

/**
 * The windows and releases whose marks are looked after: what goes on or is to come, what was in the last hundred days, and
 * windows of which a silence may still be there.
 * @param only these, where they are looked after at all
 */
export async function loadOwners(db: DbOrTx, now: Date, only?: readonly OwnerRef[]): Promise<Owner[]> {
  const ids = (kind: OwnerRef["ownerKind"]) =>
    only?.filter(({ ownerKind }) => ownerKind === kind).map(({ ownerId }) => ownerId);
  const [windows, releases] = await Promise.all([
    windowsOf(db, now, ids("window")),
    releasesOf(db, now, ids("release")),
  ]);
  const owners = [...windows, ...releases];
  const marks = Map.groupBy(
    owners.length === 0
      ? []
      : await db
          .select()
          .from(grafanaMark)
          .where(
            inArray(
              grafanaMark.ownerId,
              owners.map(({ ownerId }) => ownerId),
            ),
          )
          .orderBy(asc(grafanaMark.kind), asc(grafanaMark.part)),
    ownerKey,
  );
  return owners.map((owner) => ({ ...owner, marks: marks.get(ownerKey(owner)) ?? [] }));
}

async function windowsOf(db: DbOrTx, now: Date, only?: readonly string[]) {
  if (only?.length === 0) return [];
  const left = (more: SQL) =>
    sql`exists (select from ${grafanaMark} where ${grafanaMark.ownerKind} = 'window'
      and ${grafanaMark.ownerId} = ${maintenanceWindow.id} and ${grafanaMark.state} <> 'removed' ${more})`;
  const young = gt(maintenanceWindow.endsAt, watchedFrom(now));
  const rows = await db
    .select()
    .from(maintenanceWindow)
    .where(
      and(
        only && inArray(maintenanceWindow.id, [...only]),
        or(
          inArray(maintenanceWindow.state, ["announced", "in_progress", "verifying"]),
          left(sql`and ${grafanaMark.kind} = 'silence' and ${grafanaMark.state} <> 'ended_by_hand'`),
          only ? young : and(young, or(ne(maintenanceWindow.state, "planned"), left(sql``))),
        ),
      ),
    );
  const scopes = await scopesOf(
    db,
    rows.filter(isLive).map(({ id }) => id),
  );
  return rows.map((row) => ({
    ownerKind: "window" as const,
    ownerId: row.id,
    wanted: wantedOfWindow(row, scopes.get(row.id) ?? [], now),
  }));
}

async function scopesOf(db: DbOrTx, windows: readonly string[]) {
  if (windows.length === 0) return new Map<string, never[]>();
  const rows = await db
    .select({ id: maintenanceScope.windowId, key: component.key, alertMatchers: component.alertMatchers })
    .from(maintenanceScope)
    .innerJoin(component, eq(component.id, maintenanceScope.componentId))
    .where(inArray(maintenanceScope.windowId, [...windows]))
    .orderBy(asc(component.position), asc(component.key));
  return Map.groupBy(rows, ({ id }) => id);
}

async function releasesOf(db: DbOrTx, now: Date, only?: readonly string[]) {
  if (only?.length === 0) return [];
  const rows = await db
    .select()
    .from(release)
    .where(and(only && inArray(release.id, [...only]), gt(release.releasedAt, watchedFrom(now))));
  return rows.map((row) => ({
    ownerKind: "release" as const,
    ownerId: row.id,
    wanted: wantedOfRelease(row),
  }));
}
