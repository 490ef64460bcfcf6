import type { Permission } from "../access/permissions.ts";
import type { Placeholder } from "./runbook-types.ts";

/**
 * What a check or a chart needs besides following runbooks: figures of one customer are for those who see customers' figures
 * elsewhere too.
 */
export function figuresPermission({
  query,
  needs,
  by = [],
}: {
  query: string;
  needs: readonly Placeholder[];
  by?: readonly string[];
}): Permission {
  const isOfCustomers = query.startsWith("customer.") || needs.includes("customer") || by.includes("customer");
  return isOfCustomers ? "latency_customers.view" : "runbooks.view";
}
