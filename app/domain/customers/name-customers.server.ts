import { inArray } from "drizzle-orm";
import { ledgerCompany } from "#db/schema/ledger.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

const CUSTOMERS_MAX = 100;

/** The names of customers by their business ids, at most 100; those that the ledger does not know are left out. */
export async function nameCustomers(ctx: Ctx, businessIds: readonly string[]): Promise<Map<string, string>> {
  const { db } = requirePermission(ctx, "latency_customers.view");
  if (businessIds.length === 0) return new Map();
  const rows = await db
    .select({ businessId: ledgerCompany.businessId, name: ledgerCompany.name })
    .from(ledgerCompany)
    .where(inArray(ledgerCompany.businessId, businessIds.slice(0, CUSTOMERS_MAX)));
  return new Map(rows.map(({ businessId, name }) => [businessId, name]));
}
