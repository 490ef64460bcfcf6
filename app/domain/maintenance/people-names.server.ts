import { inArray } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff } from "#db/schema/identity.ts";

/** The names of the staff with these ids; null for none, which is a job. */
export async function namesOf(
  db: DbOrTx,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = wanted.length
    ? await db.select({ id: staff.id, name: staff.displayName }).from(staff).where(inArray(staff.id, wanted))
    : [];
  const known = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => (id === null ? null : (known.get(id) ?? null));
}
