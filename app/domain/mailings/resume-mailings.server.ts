import { sql } from "drizzle-orm";
import { enqueue } from "../../platform/queue.server.ts";
import type { Ctx } from "../context.ts";

/**
 * Rings for mailings that have something to do and no job: those that were held until now, those with an address whose
 * server asked to come again, and those whose worker or job was lost. @returns how many
 */
export async function resumeMailings(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now().toISOString();
  return await ctx.db.transaction(async (tx) => {
    // One worker at a time, or each would send its own job.
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtextextended('resume mailings', 0)) as mine`,
    );
    if (!lock?.mine) return 0;
    const waiting = await tx.execute<{ id: string }>(sql`
      select m.id from console.mailing m
      where (m.state = 'queued' and m.not_before <= ${now}
          or m.state = 'sending' and (
            exists (select from console.mailing_delivery d
              where d.mailing_id = m.id and d.state in ('queued', 'sending')
                and case d.state when 'queued' then d.next_at <= ${now} else d.claimed_until < ${now} end)
            or not exists (select from console.mailing_delivery d
              where d.mailing_id = m.id and d.state in ('queued', 'sending'))))
        and not exists (
          select from pgboss.job j where j.name = 'send-mailing' and j.data->>'mailingId' = m.id::text
            and j.state in ('created', 'retry', 'active'))`);
    for (const { id } of waiting) await enqueue(tx, "send-mailing", { mailingId: id });
    return waiting.length;
  });
}
