import { isIP, SocketAddress } from "node:net";
import { sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";

export type Hit = { allowed: boolean; hits: number; retryAfterSeconds: number };

/**
 * Counts one attempt in the database, so that all web processes share the count, and says whether it is within the limit.
 * Windows are fixed: at the turn of one, up to twice the limit can pass.
 * Call it outside the transaction that may be refused: a rollback takes the attempt back.
 * @param key what is counted, e.g. `sign-in:203.0.113.7`; see {@link addressKey} for addresses
 */
export async function hit(tx: DbOrTx, key: string, limit: number, windowSeconds: number): Promise<Hit> {
  // The database's clock, since several processes share the window.
  const [row] = await tx.execute<{ hits: number; left: number }>(sql`
    with span as (
      select to_timestamp(floor(extract(epoch from now()) / ${windowSeconds}::int) * ${windowSeconds}::int) as began
    ), gone as (
      delete from console.rate_limit using span where key = ${key} and window_started_at < span.began
    )
    insert into console.rate_limit as r (key, window_started_at, hits) select ${key}, began, 1 from span
    on conflict (key, window_started_at) do update set hits = r.hits + 1
    returning hits, ceil(extract(epoch from r.window_started_at) + ${windowSeconds}::int - extract(epoch from now()))::int as left`);
  return { allowed: row!.hits <= limit, hits: row!.hits, retryAfterSeconds: Math.max(1, row!.left) };
}

/** Removes the windows of keys that nobody came back for. */
export async function forgetOldHits(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`delete from console.rate_limit where window_started_at < now() - interval '2 days'`);
}

/**
 * What an address is counted as: one IPv4 address (also when mapped into IPv6), or the /64 of an IPv6 address, since one
 * subscriber commands at least that many.
 */
export function addressKey(address: string | undefined): string {
  const plain = (address ?? "").split("%")[0]!;
  const family = isIP(plain);
  if (family === 4) return plain;
  if (family === 0) return "unknown";
  const normal = new SocketAddress({ address: plain, family: "ipv6" }).address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(normal);
  if (mapped) return mapped[1]!;
  const [head = "", tail] = normal.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const after = tail === "" ? [] : tail.split(":").flatMap((group) => (group.includes(".") ? ["0", "0"] : [group]));
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}
