import { and, inArray, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceCheck, maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import type { Profile } from "../../profile/profile-schema.ts";
import type { MaintenanceWindow } from "./change-window.server.ts";

/**
 * Writes a new window with its components and its list, in the caller's transaction.
 * @param scope keys; those that the catalogue does not have (any more) are left out
 * @returns null when the month has a window already
 */
export async function makeWindow(
  tx: DbOrTx,
  { maintenance }: Pick<Profile, "maintenance">,
  values: typeof maintenanceWindow.$inferInsert,
  scope: readonly string[],
): Promise<MaintenanceWindow | null> {
  const [window] = await tx.insert(maintenanceWindow).values(values).onConflictDoNothing().returning();
  if (!window) return null;
  const known = await tx
    .select({ id: component.id })
    .from(component)
    .where(and(inArray(component.key, [...scope]), isNull(component.retiredAt)));
  if (known.length > 0)
    await tx.insert(maintenanceScope).values(known.map(({ id }) => ({ windowId: window.id, componentId: id })));
  if (maintenance.checklist.length > 0)
    await tx
      .insert(maintenanceCheck)
      .values(maintenance.checklist.map((text, position) => ({ windowId: window.id, position, text })));
  return window;
}
