import { and, asc, eq, inArray } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { permissionsOf, type Role } from "../access/permissions.ts";

/** Names of staff by their ids; ids that are null or unknown are left out. */
export async function namesOf(db: DbOrTx, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  if (wanted.length === 0) return new Map();
  const rows = await db.select({ id: staff.id, name: staff.displayName }).from(staff).where(inArray(staff.id, wanted));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The active people who may work on a case, by name. */
export async function ableToWork(db: DbOrTx, sealed: boolean): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .select({ id: staff.id, name: staff.displayName, role: staffRole.role })
    .from(staff)
    .innerJoin(staffRole, eq(staffRole.staffId, staff.id))
    .where(and(eq(staff.active, true), eq(staffRole.state, "active")))
    .orderBy(asc(staff.displayName), asc(staff.id));
  return [...Map.groupBy(rows, (row) => row.id)].flatMap(([id, mine]) => {
    const held = permissionsOf(mine.map((row) => row.role as Role));
    const able = sealed ? held.has("disclosures.execute") : held.has("cases.work") || held.has("cases.platform");
    return able ? [{ id, name: mine[0]!.name }] : [];
  });
}
