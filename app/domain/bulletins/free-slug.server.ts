import { like, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { bulletin } from "#db/schema/bulletins.ts";
import { freeSlug } from "./slug-rules.ts";

/** An address that no bulletin has, and that none gets before the transaction ends. */
export async function takeSlug(tx: DbOrTx, wanted: string): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('huolto.bulletin.slug'))`);
  const rows = await tx
    .select({ slug: bulletin.slug })
    .from(bulletin)
    .where(like(bulletin.slug, `${wanted}%`));
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}
