import { sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";

/** A try takes ten seconds at most; what a worker died with goes on after this. */
const LEASE_SECONDS = 60;
/** Connections to one system at a time. */
const AT_A_TIME = 5;

export type ClaimedDelivery = { id: string; body: unknown; attempts: number; url: string; secret: string };

/** The webhooks for which something is due now. */
export async function webhooksDue(db: DbOrTx, now: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct d.webhook_id as id from console.webhook_delivery d join console.webhook w on w.id = d.webhook_id
    where d.state = 'queued' and d.next_at <= ${now.toISOString()} and w.paused_at is null and w.removed_at is null`);
  return rows.map(({ id }) => id);
}

/**
 * Takes what is due for one webhook, for this worker alone: the claim puts the next try off, so that another worker finds
 * nothing, and a dead one's deliveries go on later. Of one case only the oldest is taken: what is told of it arrives in order,
 * as long as nothing is given up.
 */
export async function claimDue(db: DbOrTx, webhookId: string, now: Date): Promise<ClaimedDelivery[]> {
  const leased = new Date(now.getTime() + LEASE_SECONDS * 1000).toISOString();
  const rows = await db.execute<ClaimedDelivery>(sql`
    with due as (
      select d.id from console.webhook_delivery d
      where d.webhook_id = ${webhookId} and d.state = 'queued' and d.next_at <= ${now.toISOString()}
        and not exists (
          select from console.webhook_delivery older
          where older.webhook_id = d.webhook_id and older.case_id = d.case_id and older.state = 'queued'
            and older.event_id < d.event_id)
      order by d.event_id limit ${AT_A_TIME} for update skip locked
    )
    update console.webhook_delivery d set attempts = d.attempts + 1, next_at = ${leased}
    from due, console.webhook w
    where d.id = due.id and w.id = d.webhook_id and w.paused_at is null and w.removed_at is null
    returning d.id, d.body, d.attempts, w.url, w.secret`);
  return [...rows];
}
