import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { edgeArtefact } from "#db/schema/ip-restrictions.ts";
import { DomainError } from "../../errors.ts";
import { type ArtefactContent, BALANCER_ID, canonicalJson, sortedIds } from "./artefact-rules.ts";
import { newestArtefact } from "./newest-artefact.server.ts";

/** Any number, and nobody else's: one publisher at a time. */
const LOCK = 718_204;

/**
 * Publishes what is in force for balancers: of every restriction that is in force, the networks that have not expired. Call it
 * last in the transaction that changed a restriction. The newest version is what is in force; without a difference there is no
 * new one.
 * @param tx at read committed: what other publishers committed while this one waited for its turn must be seen
 * @param input.at now
 * @throws DomainError `invalid` for a business id that no balancer's file can hold: nothing is published
 */
export async function publishArtefact(
  tx: DbOrTx,
  { at }: { at: Date },
): Promise<{ version: number; sha256: string; changed: boolean }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  const content = await contentInForce(tx, at);
  if (sortedIds(content).some((id) => !BALANCER_ID.test(id)))
    throw new DomainError(
      "invalid",
      "A business id has letters, digits and hyphens only, in upper case. With this one no balancer could keep a list.",
    );
  const sha256 = createHash("sha256").update(canonicalJson(content)).digest("hex");
  const newest = await newestArtefact(tx);
  if (newest?.sha256 === sha256) return { version: newest.version, sha256, changed: false };
  const [row] = await tx
    .insert(edgeArtefact)
    .values({ sha256, content, publishedAt: at })
    .returning({ version: edgeArtefact.version });
  return { version: row!.version, sha256, changed: true };
}

/**
 * A restriction whose networks have all expired stays, with none, and lets nobody in: unless its customer chose to be open then.
 * A network whose end was carried out is out, whatever `at` says: this publisher may have read its clock before it waited.
 */
async function contentInForce(tx: DbOrTx, at: Date): Promise<ArtefactContent> {
  const rows = await tx.execute<{ id: string; networks: string[] }>(sql`
    select r.business_id as id,
           coalesce(array_agg(n.network::text order by n.network) filter (where n.network is not null), '{}') as networks
      from console.ip_restriction r
      left join console.ip_network n
        on n.restriction_id = r.id and n.ended_at is null
           and (n.expires_at is null or n.expires_at > ${at.toISOString()}::timestamptz)
     where r.state in ('unconfirmed', 'active')
     group by r.business_id, r.when_all_expired
    having count(n.network) > 0 or r.when_all_expired is distinct from 'open'`);
  return { customers: Object.fromEntries(rows.map(({ id, networks }) => [id, networks])) };
}
