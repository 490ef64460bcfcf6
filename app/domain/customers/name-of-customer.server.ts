import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { ledgerCompany } from "#db/schema/ledger.ts";
import { serviceCustomer } from "#db/schema/service.ts";

/** What a customer is called: by the service, or else by the ledger; null where neither knows it. For the machine's own work. */
export async function nameOfCustomer(db: DbOrTx, businessId: string): Promise<string | null> {
  for (const table of [serviceCustomer, ledgerCompany]) {
    const [row] = await db.select({ name: table.name }).from(table).where(eq(table.businessId, businessId));
    if (row) return row.name;
  }
  return null;
}
