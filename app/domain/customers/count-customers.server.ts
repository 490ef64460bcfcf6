import { serviceCustomer } from "#db/schema/service.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { serviceReadable } from "./service-readable.server.ts";

/** How many customers the service has given, ended ones too. None: nothing was mapped yet. */
export async function countCustomers(ctx: Ctx): Promise<number> {
  const { db } = requirePermission(ctx, "customers.view");
  return serviceReadable("service.customers", db.$count(serviceCustomer));
}
