import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { takeSlot } from "#app/jobs/export/slots.ts";
import type { Db } from "#db/client.ts";
import { Refusal } from "./refusal.ts";

const LEASE_SECONDS = 45;
const RENEW_EVERY_MS = 15_000;
/** Runs the work with a login that can read this company and nothing else, for as long as the work takes. */
export async function inSlot(
  db: Db,
  urls: readonly string[],
  companyId: string,
  stop: AbortSignal,
  work: (slotUrl: string, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const runId = randomUUID();
  const slot = await takeSlot(db, urls, { companyId, runId, signal: stop });
  const lost = new AbortController();
  const timer = setInterval(async () => {
    try {
      const kept = await db.execute(sql`
        update ledger.export_lease set expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
        where role_name = ${slot.role} and run_id = ${runId} and expires_at > now() returning role_name`);
      if (kept.length === 0)
        lost.abort(new Refusal("lease_lost", "The lease on the export login was lost. Run it again."));
    } catch (error) {
      lost.abort(error);
    }
  }, RENEW_EVERY_MS);
  try {
    await work(slot.url, AbortSignal.any([stop, lost.signal]));
  } finally {
    clearInterval(timer);
    await slot.release();
  }
}
