import { BlockList } from "node:net";
import type { Db } from "#db/client.ts";
import { type Address, addressText, clientAddress } from "../address-rules.ts";
import type { Ctx } from "../../context.ts";
import { BALANCER_ID } from "./artefact-rules.ts";
import { newestArtefact } from "./newest-artefact.server.ts";
import { requireEdgeKey } from "./require-edge-key.ts";

export type Authorization = { allowed: true } | { allowed: false; reason: "not_listed" | "no_address" | "no_customer" };

/** So long a process answers by the list that it has read: a proxy asks before each request. */
const FRESH_MS = 1000;
type Lists = { readAt: number; lists: Promise<Map<string, BlockList>> };
const held = new WeakMap<Db, Lists>();

/**
 * Whether a request may go on, for a proxy that asks before it lets one through. Who has no list is open to every address; a
 * request that does not say whose it is or from where is refused.
 * @param input.customer a business id, in either case
 * @throws DomainError `forbidden`; a failure to read the lists, which the proxy takes for a refusal
 */
export async function authorizeAddress(
  ctx: Ctx,
  { customer, address }: { customer: string; address: string },
): Promise<Authorization> {
  requireEdgeKey(ctx);
  // What is no business id has no list, and would be let in: two headers, of which one came from outside, read as one of these.
  if (!BALANCER_ID.test(customer.toUpperCase())) return { allowed: false, reason: "no_customer" };
  const from = clientAddress(address);
  if (!from) return { allowed: false, reason: "no_address" };
  const list = (await listsNow(ctx)).get(customer.toUpperCase());
  if (!list || list.check(addressText(from), familyOf(from))) return { allowed: true };
  return { allowed: false, reason: "not_listed" };
}

const familyOf = ({ family }: Pick<Address, "family">) => (family === 4 ? "ipv4" : "ipv6");

/** Many requests at once read it once. */
function listsNow({ db, clock }: Ctx): Promise<Map<string, BlockList>> {
  const now = clock.now().getTime();
  const known = held.get(db);
  if (known && now - known.readAt < FRESH_MS && now >= known.readAt) return known.lists;
  const lists = readLists(db);
  held.set(db, { readAt: now, lists });
  lists.catch(() => held.delete(db));
  return lists;
}

async function readLists(db: Db): Promise<Map<string, BlockList>> {
  const { customers } = (await newestArtefact(db))?.content ?? { customers: {} };
  return new Map(Object.entries(customers).map(([id, networks]) => [id, blockList(networks)]));
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [base, prefix] = network.split("/");
    list.addSubnet(base!, Number(prefix), base!.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}
