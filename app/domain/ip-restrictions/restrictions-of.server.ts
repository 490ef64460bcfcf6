import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { restrictionRows } from "./restriction-rows.server.ts";
import type { RestrictionRow } from "./restriction-view.ts";

/** A customer's lists that are in force or being worked on, for the pages about the customer; the caller checks who may see it. */
export async function restrictionsOf(db: Db, businessId: string, now = new Date()): Promise<RestrictionRow[]> {
  return restrictionRows(
    db,
    sql`r.business_id = ${businessId} and r.state in ('draft', 'proposed', 'unconfirmed', 'active')`,
    now,
  );
}
