import { randomUUID } from "node:crypto";
import { queueMailing } from "#app/domain/mailings/queue-mailing.server.ts";
import type { MailingTopic } from "#db/schema/mailings.ts";
import type { TestDatabase } from "#tests/setup/database.ts";

/** Makes active subscribers `<name>0@subscribers.example` and on, in the three languages by turns. */
export async function subscribers(
  database: TestDatabase,
  count: number,
  { name = "s", topics = ["maintenance"] }: { name?: string; topics?: MailingTopic[] } = {},
): Promise<void> {
  await database.sql`
    insert into console.subscriber (email, language, topics, state, confirmed_at, token)
    select ${name} || n || '@subscribers.example', (array['fi', 'sv', 'en'])[1 + n % 3], ${topics}, 'active', now(),
      replace(gen_random_uuid()::text || left(gen_random_uuid()::text, 11), '-', '_')
    from generate_series(0, ${count - 1}::int) n`;
}

export const texts = {
  fi: { subject: "Huoltokatko lauantaina", text: "Palvelu on poissa käytöstä lauantaina 21.11. klo 22–24.\n" },
  sv: { subject: "Underhållsavbrott på lördag", text: "Tjänsten är ur bruk lördagen den 21.11 kl. 22–24.\n" },
  en: { subject: "Maintenance on Saturday", text: "The service is not available on Saturday 21 Nov from 22 to 24.\n" },
};

/** Queues a mailing about a window of its own. @returns its id */
export async function newMailing(
  database: TestDatabase,
  {
    topic = "maintenance",
    notBefore = new Date("2026-11-01T08:00:00Z"),
  }: { topic?: MailingTopic; notBefore?: Date } = {},
): Promise<string> {
  const id = await database.db.transaction((tx) =>
    queueMailing({ clock: { now: () => new Date() } }, tx, {
      topic,
      subjectKind: "window",
      subjectId: randomUUID(),
      revision: 0,
      texts,
      notBefore,
    }),
  );
  return id!;
}
