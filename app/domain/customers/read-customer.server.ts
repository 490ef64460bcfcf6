import { eq } from "drizzle-orm";
import { serviceCustomer } from "#db/schema/service.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { serviceReadable } from "./service-readable.server.ts";

/** Days are `YYYY-MM-DD`. */
export type Customer = {
  businessId: string;
  name: string;
  country: string;
  customerSince: string;
  endedOn: string | null;
};

/** One customer by its business id, as the service writes it. @throws DomainError `not_found`, `unavailable` */
export async function readCustomer(ctx: Ctx, input: { businessId: string }): Promise<Customer> {
  const { db } = requirePermission(ctx, "customers.view");
  const [customer] = await serviceReadable(
    "service.customers",
    db.select().from(serviceCustomer).where(eq(serviceCustomer.businessId, input.businessId)),
  );
  if (!customer)
    throw new DomainError(
      "not_found",
      "There is no customer with this business id. Look for it by name: its number may be written in another way.",
    );
  return customer;
}
