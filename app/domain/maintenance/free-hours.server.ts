import { and, eq, gt, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { formatInstant } from "../../i18n/formats.ts";
import { DomainError } from "../errors.ts";
import { collide, type Hours, liveStates, type Placed } from "./hours-rules.ts";

/** Whatever gives a window other hours or components goes one at a time: two changes at once could not see each other. */
export async function lockHours(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('maintenance hours', 0))`);
}

/** The keys of a window's components, in the catalogue's order. */
export async function scopeOf(tx: DbOrTx, windowId: string): Promise<string[]> {
  const rows = await tx
    .select({ key: component.key })
    .from(maintenanceScope)
    .innerJoin(component, eq(component.id, maintenanceScope.componentId))
    .where(eq(maintenanceScope.windowId, windowId))
    .orderBy(component.position, component.key);
  return rows.map(({ key }) => key);
}

/**
 * The other live window that one with these hours and components would collide with, if any.
 * Hold `lockHours` where the answer decides about a write.
 */
export async function collidesWith(
  tx: DbOrTx,
  wanted: Placed & { id: string | null },
): Promise<{ title: string; hours: Hours } | null> {
  const others = await tx
    .select()
    .from(maintenanceWindow)
    .where(
      and(
        inArray(maintenanceWindow.state, [...liveStates]),
        lt(maintenanceWindow.startsAt, wanted.endsAt),
        gt(maintenanceWindow.endsAt, wanted.startsAt),
        wanted.id === null ? undefined : ne(maintenanceWindow.id, wanted.id),
      ),
    );
  for (const other of others)
    if (collide(wanted, { ...other, components: await scopeOf(tx, other.id) }))
      return { title: other.titleEn, hours: { startsAt: other.startsAt, endsAt: other.endsAt } };
  return null;
}

/** @throws DomainError `invalid` with the field and the window that is there already */
export async function requireFree(tx: DbOrTx, wanted: Placed & { id: string | null }, field: string): Promise<void> {
  const other = await collidesWith(tx, wanted);
  if (!other) return;
  const { startsAt, endsAt } = other.hours;
  throw new DomainError(
    "invalid",
    `“${other.title}” is there from ${formatInstant(startsAt)} to ${formatInstant(endsAt)}. Choose other hours or other components, or change that window.`,
    { field },
  );
}

/**
 * Makes these the components of a window.
 * @throws DomainError `invalid` when one is not in the catalogue, or no longer
 */
export async function setScope(tx: DbOrTx, windowId: string, keys: readonly string[]): Promise<void> {
  const present = await scopeOf(tx, windowId);
  const known = await tx
    .select({ id: component.id, key: component.key })
    .from(component)
    .where(and(inArray(component.key, [...keys]), isNull(component.retiredAt)));
  const retired = keys.filter((key) => present.includes(key) && !known.some((row) => row.key === key));
  if (known.length + retired.length !== keys.length)
    throw new DomainError("invalid", "A component is not in the catalogue any more. Choose from the list.", {
      field: "components",
    });
  await tx
    .delete(maintenanceScope)
    .where(
      and(
        eq(maintenanceScope.windowId, windowId),
        sql`${maintenanceScope.componentId} not in (select id from console.component where key in ${[...keys]})`,
      ),
    );
  if (known.length > 0)
    await tx
      .insert(maintenanceScope)
      .values(known.map(({ id }) => ({ windowId, componentId: id })))
      .onConflictDoNothing();
}
