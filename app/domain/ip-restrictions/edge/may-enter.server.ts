import { sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { addressText, clientAddress } from "../address-rules.ts";

/** `by`: the narrowest listed network that holds the address. `restrictionId`: null where nothing is in force for the customer. */
export type Entry = { allowed: boolean; by: string | null; restrictionId: string | null };

/**
 * Whether somebody at this address may sign in to a customer by what is in force at this instant.
 * @param input.address what is no address is refused wherever a restriction is in force
 */
export async function mayEnter(
  db: DbOrTx,
  { businessId, address, at }: { businessId: string; address: string; at: Date },
): Promise<Entry> {
  const read = clientAddress(address);
  const plain = read && addressText(read);
  const [row] = await db.execute<{ id: string; network: string | null }>(sql`
    select r.id, (
      select n.network::text from console.ip_network n
       where n.restriction_id = r.id and n.network >>= ${plain}::inet
         and (n.expires_at is null or n.expires_at > ${at.toISOString()}::timestamptz)
       order by masklen(n.network) desc limit 1) as network
      from console.ip_restriction r
     where r.business_id = ${businessId} and (
         r.state = 'active' or r.state = 'unconfirmed' and (r.confirm_until is null or r.confirm_until > ${at.toISOString()}::timestamptz)
         -- Not confirmed in time: what it replaced holds, also before anybody has carried that out.
         or r.state = 'superseded' and exists (select from console.ip_restriction o
              where o.replaces = r.id and o.state = 'unconfirmed' and o.confirm_until <= ${at.toISOString()}::timestamptz))
       and (r.when_all_expired is distinct from 'open' or exists (
         select from console.ip_network n where n.restriction_id = r.id
            and (n.expires_at is null or n.expires_at > ${at.toISOString()}::timestamptz)))`);
  if (!row) return { allowed: true, by: null, restrictionId: null };
  return { allowed: row.network !== null, by: row.network, restrictionId: row.id };
}
