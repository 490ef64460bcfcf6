import { inArray } from "drizzle-orm";
import { ledgerCompany } from "#db/schema/ledger.ts";
import { serviceCustomer } from "#db/schema/service.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

const CUSTOMERS_MAX = 100;

/**
 * The names of customers by their business ids, at most 100: the service's own, or else the ledger's. Those that neither knows are
 * left out.
 */
export async function nameCustomers(ctx: Ctx, businessIds: readonly string[]): Promise<Map<string, string>> {
  const { db } = requirePermission(ctx, "latency_customers.view");
  if (businessIds.length === 0) return new Map();
  const asked = businessIds.slice(0, CUSTOMERS_MAX);
  const [kept, served] = await Promise.all(
    [ledgerCompany, serviceCustomer].map((table) =>
      db.select({ businessId: table.businessId, name: table.name }).from(table).where(inArray(table.businessId, asked)),
    ),
  );
  return new Map([...kept!, ...served!].map(({ businessId, name }) => [businessId, name]));
}
