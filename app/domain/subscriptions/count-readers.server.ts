import { sql } from "drizzle-orm";
import type { MailingTopic } from "#db/schema/mailings.ts";
import { type Language, languages } from "../../i18n/languages.ts";
import type { Permission } from "../access/permissions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

const seenBy: Record<MailingTopic, Permission> = {
  bulletins: "bulletins.view",
  announcements: "bulletins.view",
  maintenance: "maintenance.view",
};

/**
 * How many a mail about the topic would go to now, by the language in which they read it. Counts, never who they are.
 * @throws DomainError `not_signed_in`, `forbidden`
 */
export async function countReaders(ctx: Ctx, { topic }: { topic: MailingTopic }): Promise<Record<Language, number>> {
  const { db } = requirePermission(ctx, seenBy[topic]);
  const rows = await db.execute<{ language: Language; n: number }>(sql`
    select language, count(*)::int as n from console.subscriber
    where state = 'active' and ${topic} = any(topics) group by 1`);
  const found = new Map(rows.map(({ language, n }) => [language, n]));
  return Object.fromEntries(languages.map((language) => [language, found.get(language) ?? 0])) as Record<
    Language,
    number
  >;
}
