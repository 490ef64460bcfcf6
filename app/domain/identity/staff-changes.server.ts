import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import type { Role } from "../access/permissions.ts";
import { DomainError } from "../errors.ts";

// Any constant of this database's advisory locks that nobody else uses.
const STAFF_LOCK = 486_588;

/**
 * Changes of staff and roles go one at a time: two administrators who remove each other at the same moment would each see the
 * other still there. They are rare, so waiting costs nothing.
 */
export async function lockStaffChanges(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${STAFF_LOCK}::int)`);
}

/** Administrators who can act: active, and with an identity to sign in with. */
export async function administratorIds(tx: DbOrTx): Promise<string[]> {
  const rows = await tx
    .select({ id: staff.id })
    .from(staffRole)
    .innerJoin(staff, eq(staff.id, staffRole.staffId))
    .where(
      and(
        eq(staffRole.role, "administrator"),
        eq(staffRole.state, "active"),
        eq(staff.active, true),
        isNotNull(staff.subjectHmac),
      ),
    );
  return rows.map((row) => row.id);
}

/** @throws DomainError `conflict` when nobody could administer the installation without this person */
export async function requireAnotherAdministrator(tx: DbOrTx, staffId: string): Promise<void> {
  const able = await administratorIds(tx);
  if (able.includes(staffId) && able.length === 1) {
    throw new DomainError(
      "conflict",
      "This is the last administrator who can sign in. Give the role to another person first, who must have signed in once.",
    );
  }
}

/** @throws DomainError `not_found`; `conflict` for a person deactivated */
export async function requireActiveStaff(tx: DbOrTx, staffId: string): Promise<void> {
  const [person] = await tx.select({ active: staff.active }).from(staff).where(eq(staff.id, staffId));
  if (!person) throw new DomainError("not_found", "There is no such member of staff.");
  if (!person.active) throw new DomainError("conflict", "This person is deactivated. Reactivate the account first.");
}

export async function rolesOf(tx: DbOrTx, staffId: string): Promise<{ role: Role; state: "proposed" | "active" }[]> {
  const rows = await tx
    .select({ role: staffRole.role, state: staffRole.state })
    .from(staffRole)
    .where(eq(staffRole.staffId, staffId));
  return rows.map((row) => ({ role: row.role as Role, state: row.state }));
}
