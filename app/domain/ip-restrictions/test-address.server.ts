import { eq } from "drizzle-orm";
import { serviceCustomer } from "#db/schema/service.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { clientAddress, addressText } from "./address-rules.ts";
import { mayEnter } from "./edge/may-enter.server.ts";
import { rollBackOverdue } from "./roll-back.server.ts";

export type AddressTest = {
  businessId: string;
  customer: string;
  /** As it is compared. */
  address: string;
  allowed: boolean;
  /** The entry that lets it in. */
  by: string | null;
  restrictionId: string | null;
};

/**
 * Whether an address may sign in to a customer now, by the same question that the portal and the proxies ask.
 * @throws DomainError `invalid` with the field
 */
export async function testAddress(ctx: ServiceCtx, input: { customer: string; address: string }): Promise<AddressTest> {
  const staff = requirePermission(ctx, "ip_restrictions.view");
  const [found] = await staff.db
    .select({ businessId: serviceCustomer.businessId, name: serviceCustomer.name })
    .from(serviceCustomer)
    .where(eq(serviceCustomer.businessId, input.customer.trim()));
  if (!found)
    throw new DomainError("invalid", "No customer has this business id. Look it up by name.", { field: "customer" });
  const address = clientAddress(input.address);
  if (!address)
    throw new DomainError("invalid", "Give one whole IPv4 or IPv6 address, such as 198.51.100.7.", {
      field: "address",
    });
  await rollBackOverdue(staff);
  const text = addressText(address);
  const entry = await mayEnter(staff.db, { businessId: found.businessId, address: text, at: staff.clock.now() });
  return { businessId: found.businessId, customer: found.name, address: text, ...entry };
}
