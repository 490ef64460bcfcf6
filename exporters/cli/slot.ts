import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { LEASE_SECONDS } from "#app/domain/exports/run/figures.ts";
import { keepLease } from "#app/jobs/export/keep-lease.ts";
import { takeSlot } from "#app/jobs/export/slots.ts";
import type { Db } from "#db/client.ts";
import type { ArchivePart } from "../law/types.ts";
import { Refusal } from "./refusal.ts";

const TELL_AFTER_MS = 2000;

/** Runs the work with a login that can read this part of this company and nothing else, for as long as the work takes. */
export async function inSlot(
  db: Db,
  urls: readonly string[],
  { companyId, part }: { companyId: string; part: ArchivePart },
  stop: AbortSignal,
  work: (slotUrl: string, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const runId = randomUUID();
  const told = setTimeout(
    () => process.stderr.write("Every export login is in use; waiting for one to become free.\n"),
    TELL_AFTER_MS,
  );
  const slot = await takeSlot(db, urls, { companyId, part, runId, signal: stop }).finally(() => clearTimeout(told));
  const lease = keepLease(async () => {
    const kept = await db.execute(sql`
      update ledger.export_lease set expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
      where role_name = ${slot.role} and run_id = ${runId} and expires_at > now() returning role_name`);
    return kept.length > 0;
  });
  try {
    await work(slot.url, AbortSignal.any([stop, lease.signal]));
  } catch (error) {
    if (lease.signal.aborted)
      throw new Refusal("lease_lost", "The lease on the export login was lost. Nothing was kept; run it again.");
    throw error;
  } finally {
    lease.stop();
    await slot.release();
  }
}
