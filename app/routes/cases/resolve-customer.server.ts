import type { Ctx } from "#app/domain/context.ts";
import type { FoundCustomer } from "#app/domain/customers/customer-view.ts";
import { findCustomers } from "#app/domain/customers/find-customers.server.ts";
import { DomainError } from "#app/domain/errors.ts";

const NAMED_MAX = 4;
const letters = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/**
 * The customer that somebody typed: a business id, a name, or both as the field suggests them, `Yritys Oy (1234567-1)`.
 * @returns null where nothing was typed
 * @throws DomainError `invalid` at `customer` when nobody or several are called so
 */
export async function resolveCustomer(ctx: Ctx, typed: string): Promise<FoundCustomer | null> {
  const text = typed.trim().slice(0, 200);
  if (text === "") return null;
  const inBrackets = /\(([^()]+)\)$/.exec(text)?.[1];
  const found = await findCustomers(ctx, { q: inBrackets ?? text });
  const wanted = letters(inBrackets ?? text);
  const exact = found.filter(({ businessId, name }) => letters(businessId) === wanted || letters(name) === wanted);
  const [one, ...others] = exact.length > 0 ? exact : found;
  if (!one)
    throw new DomainError("invalid", "No customer is called so. Write a part of its name, or its business id.", {
      field: "customer",
    });
  if (others.length === 0) return one;
  const named = [one, ...others].slice(0, NAMED_MAX).map(({ name, businessId }) => `${name} (${businessId})`);
  throw new DomainError(
    "invalid",
    `Several customers match: ${named.join(", ")}${others.length >= NAMED_MAX ? " and others" : ""}. Write the business id of the one that is meant.`,
    { field: "customer" },
  );
}
