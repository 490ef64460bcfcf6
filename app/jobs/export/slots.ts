import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import type { Db } from "#db/client.ts";
import { LEASE_SECONDS } from "#app/domain/exports/run/figures.ts";
import type { ArchivePart } from "#exporters/law/types.ts";

/** A login role through which one company can be read, for one run. */
export type Slot = { url: string; role: string; release: () => Promise<void> };

const LOOK_AGAIN_MS = 1000;
/** Postgres: too many connections for the role; they are still held by an attempt that lost its lease. */
const TOO_MANY_CONNECTIONS = "53300";

/**
 * Takes a free slot and writes its lease on the company; waits while all are taken. The lease names one company and one part
 * of its archive for the login role itself, so nothing that runs in the slot's session can point it elsewhere.
 * @param urls one postgres:// URL per slot role
 * @throws the signal's reason when it is aborted while waiting
 */
export async function takeSlot(
  db: Db,
  urls: readonly string[],
  { companyId, part, runId, signal }: { companyId: string; part: ArchivePart; runId: string; signal: AbortSignal },
): Promise<Slot> {
  for (;;) {
    for (const url of urls) {
      signal.throwIfAborted();
      const role = decodeURIComponent(new URL(url).username);
      const taken = await db.execute(sql`
        insert into ledger.export_lease as l (role_name, company_id, part, run_id, expires_at)
        values (${role}, ${companyId}, ${part}, ${runId}, now() + make_interval(secs => ${LEASE_SECONDS}))
        on conflict (role_name) do update
          set company_id = excluded.company_id, part = excluded.part, run_id = excluded.run_id, expires_at = excluded.expires_at
          where l.expires_at < now()
        returning role_name`);
      if (taken.length === 0) continue;
      const release = async () =>
        void (await db.execute(sql`delete from ledger.export_lease where role_name = ${role} and run_id = ${runId}`));
      if (await isFree(url)) return { url, role, release };
      await release();
    }
    await wait(LOOK_AGAIN_MS, undefined, { signal });
  }
}

/**
 * For the attempt that holds the run: a slot that an earlier attempt of it took reads nothing more. Without this our renewals,
 * which go by the run, would keep a dead worker's slot from everybody for as long as the run lasts.
 */
export async function endOtherSlots(db: Db, { runId, role }: { runId: string; role: string }): Promise<void> {
  await db.execute(sql`delete from ledger.export_lease where run_id = ${runId} and role_name <> ${role}`);
}

/** Whether nobody is left in the slot: an attempt that lost its lease may still be reading what it was allowed to see. */
async function isFree(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query(
      "select count(*)::int as others from pg_stat_activity where usename = session_user and pid <> pg_backend_pid()",
    );
    return rows[0].others === 0;
  } catch (error) {
    if ((error as { code?: string }).code === TOO_MANY_CONNECTIONS) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
