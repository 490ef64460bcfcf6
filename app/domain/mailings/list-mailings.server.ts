import { sql } from "drizzle-orm";
import { type MailingTopic, mailingTopics } from "#db/schema/mailings.ts";
import type { Language } from "../../i18n/languages.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { mailingRows } from "./mailing-rows.server.ts";
import type { MailingRow, SubscriberCount } from "./mailing-view.ts";

const ROWS = 30;

/**
 * What was told to subscribers, the newest first, and how many ask for each topic.
 * @param input.before the id of the last mailing of the page before
 * @returns `older` is the id to pass as `before`, where there are older ones
 * @throws DomainError `not_signed_in`, `forbidden`
 */
export async function listMailings(
  ctx: Ctx,
  { before }: { before?: string } = {},
): Promise<{ rows: MailingRow[]; older: string | null; subscribers: SubscriberCount[]; people: number }> {
  const { db } = requirePermission(ctx, "mailings.view");
  const older = before
    ? sql`(m.created_at, m.id) < (select b.created_at, b.id from console.mailing b where b.id::text = ${before})`
    : sql`true`;
  const [found, counts, [total]] = await Promise.all([
    mailingRows(db, older, ROWS + 1),
    db.execute<{ topic: MailingTopic; language: Language; state: "active" | "pending" | "bounced"; n: number }>(sql`
      select topic, language, state, count(*)::int as n from console.subscriber, unnest(topics) as topic
      where state <> 'unsubscribed' group by 1, 2, 3`),
    db.execute<{ n: number }>(sql`select count(*)::int as n from console.subscriber where state = 'active'`),
  ]);
  const rows = found.slice(0, ROWS).map(({ row }) => row);
  const sum = (topic: MailingTopic, state: string, language?: Language) =>
    counts
      .filter((row) => row.topic === topic && row.state === state && (!language || row.language === language))
      .reduce((all, { n }) => all + n, 0);
  return {
    rows,
    older: found.length > ROWS ? rows.at(-1)!.id : null,
    people: total!.n,
    subscribers: mailingTopics.map((topic) => ({
      topic,
      active: { fi: sum(topic, "active", "fi"), sv: sum(topic, "active", "sv"), en: sum(topic, "active", "en") },
      pending: sum(topic, "pending"),
      bounced: sum(topic, "bounced"),
    })),
  };
}
