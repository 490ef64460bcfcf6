import { countCustomers } from "#app/domain/customers/count-customers.server.ts";
import { findCustomers } from "#app/domain/customers/find-customers.server.ts";
import { staffJson } from "../guard.server.ts";

/** What the finder and the forms ask while somebody types. */
export const loader = staffJson("customers.view", async ({ ctx, request }) => {
  const customers = await findCustomers(ctx, { q: new URL(request.url).searchParams.get("q") ?? "" });
  return { customers, none: customers.length === 0 && (await countCustomers(ctx)) === 0 };
});
