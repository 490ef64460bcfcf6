import { sql } from "drizzle-orm";
import type { Language } from "../../i18n/languages.ts";
import type { Ctx } from "../context.ts";

/** How long a worker has what it claimed to itself. What a dead one left goes on after that. */
export const LEASE_MS = 180_000;
/** So few that whoever leaves while a mailing goes out is left out within a second or two. */
const AT_A_TIME = 50;

export type Claimed = {
  mailingId: string;
  subscriberId: string;
  messageId: string;
  /** With this one. */
  attempts: number;
  /** It is this worker's until then, and its own to settle for as long as the row says the same. */
  until: Date;
  email: string;
  language: Language;
  /** Of the way out. */
  token: string;
};

/**
 * Takes the next deliveries of a mailing that are due, each for one worker alone. Whoever has left since the mailing began, or
 * the topic, is left out; so is everybody once something newer is told about the same, or whoever was put off would read the
 * old hours last. What another worker died with comes last, so that dying again and again does not send one person one copy
 * each time.
 * @returns the claimed ones and until when; none when nothing is due now
 */
export async function claimDeliveries(
  ctx: Ctx,
  { mailingId }: { mailingId: string },
): Promise<{ deliveries: Claimed[]; leftOut: number; until: Date }> {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const rows = await ctx.db.execute<{
    subscriber_id: string;
    message_id: string;
    attempts: number;
    wanted: boolean;
    email: string;
    language: Language;
    token: string;
  }>(sql`
    with told as materialized (
      select m.topic, exists (
          select from console.mailing n
          where n.subject_kind = m.subject_kind and n.subject_id = m.subject_id and n.revision > m.revision
            and n.state <> 'cancelled' and n.not_before <= ${now.toISOString()}) as overtaken
      from console.mailing m where m.id = ${mailingId}
    ), due as (
      select subscriber_id from console.mailing_delivery
      where mailing_id = ${mailingId} and state in ('queued', 'sending')
        and case state when 'queued' then next_at <= ${now.toISOString()} else claimed_until < ${now.toISOString()} end
      order by attempts, next_at limit ${AT_A_TIME} for update skip locked
    ), addressed as (
      select due.subscriber_id, s.email, s.language, s.token,
        s.state = 'active' and told.topic = any(s.topics) and not told.overtaken as wanted
      from due join console.subscriber s on s.id = due.subscriber_id cross join told
    )
    update console.mailing_delivery d set
      state = case when a.wanted then 'sending' else 'left_out' end,
      attempts = d.attempts + a.wanted::int,
      claimed_until = case when a.wanted then ${until.toISOString()}::timestamptz end
    from addressed a where d.mailing_id = ${mailingId} and d.subscriber_id = a.subscriber_id
    returning d.subscriber_id, d.message_id, d.attempts, a.wanted, a.email, a.language, a.token`);
  const deliveries = rows
    .filter((row) => row.wanted)
    .map((row) => ({
      mailingId,
      subscriberId: row.subscriber_id,
      messageId: row.message_id,
      attempts: row.attempts,
      until,
      email: row.email,
      language: row.language,
      token: row.token,
    }));
  return { deliveries, leftOut: rows.length - deliveries.length, until };
}
