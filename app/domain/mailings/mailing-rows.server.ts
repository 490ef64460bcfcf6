import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import type { InLanguages } from "#db/schema/bulletins.ts";
import type { MailingTopic, MailText } from "#db/schema/mailings.ts";
import type { MailingRow, MailingState } from "./mailing-view.ts";

type Found = {
  id: string;
  topic: MailingTopic;
  state: MailingState;
  texts: InLanguages<MailText>;
  subject_kind: "bulletin" | "window";
  subject_id: string;
  not_before: string;
  started_at: string | null;
  finished_at: string | null;
  next_at: string | null;
  recipients: number;
  sent: number;
  refused: number;
  given_up: number;
  left_out: number;
  open: number;
};

const iso = (instant: string | null) => (instant === null ? null : new Date(instant).toISOString());

/** Mailings with the counts of their deliveries, the newest first. @param where on `m`, the mailing */
export async function mailingRows(db: DbOrTx, where: SQL, limit: number) {
  const rows = await db.execute<Found>(sql`
    select m.*, d.* from (
      select * from console.mailing m where ${where} order by m.created_at desc, m.id desc limit ${limit}) m,
    lateral (
      select count(*)::int as recipients,
        count(*) filter (where state = 'sent' and bounced_at is null)::int as sent,
        count(*) filter (where state = 'refused' or bounced_at is not null)::int as refused,
        count(*) filter (where state = 'given_up')::int as given_up,
        count(*) filter (where state = 'left_out')::int as left_out,
        count(*) filter (where state in ('queued', 'sending') and bounced_at is null)::int as open,
        min(next_at) filter (where state = 'queued' and attempts > 0) as next_at
      from console.mailing_delivery where mailing_id = m.id) d
    order by m.created_at desc, m.id desc`);
  return rows.map((row) => ({
    row: {
      id: row.id,
      topic: row.topic,
      state: row.state,
      subject: row.texts.en.subject,
      notBefore: iso(row.not_before)!,
      startedAt: iso(row.started_at),
      finishedAt: iso(row.finished_at),
      recipients: row.recipients,
      sent: row.sent,
      refused: row.refused,
      givenUp: row.given_up,
      leftOut: row.left_out,
      open: row.open,
    } satisfies MailingRow,
    texts: row.texts,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    nextAt: iso(row.next_at),
  }));
}
