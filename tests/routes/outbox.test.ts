import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { officer } from "#tests/support/leaving-customer.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const aino = await officer(database, "Aino Asker", clock);
const outbox = async () => {
  const ctx = serviceCtxOf(database.db, aino.actor, { clock });
  const { html } = await visit("outbox.tsx", "/outbox", "/outbox", ctx, undefined, { demo: true });
  expect(markupFaults(html)).toEqual([]);
  return [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => textOf(item!));
};

const messages: [
  channel: "email" | "sms",
  purpose: string,
  recipient: string,
  subject: string | null,
  body: string | null,
][] = [
  ["email", "export_notice", "", null, null],
  ["sms", "export_code", "", null, null],
  ["email", "export_notice", "otto@huolto.example", "Export 7: to be erased", null],
  ["sms", "export_code", "+358401234567", null, "Code 123456"],
];

test("of a message whose recipient, subject and text were removed that is said, and no 'to' ends in nothing", async () => {
  for (const [n, [channel, purpose, recipient, subject, body]] of messages.entries())
    await database.sql`insert into console.message (channel, purpose, recipient, subject, body, subject_id, state, created_at)
      values (${channel}, ${purpose}, ${recipient}, ${subject}, ${body}, ${randomUUID()}, 'sent', ${`2026-11-23T09:0${n}:00Z`})`;
  expect(await outbox()).toEqual([
    expect.stringMatching(/^SMS to \+358401234567.*Code 123456$/),
    expect.stringMatching(/^E-mail to otto@huolto\.example.*Export 7: to be erased ?The text has been removed\.$/),
    expect.stringMatching(/^SMS to a recipient whose number has been removed.*The text has been removed\.$/),
    expect.stringMatching(
      /^E-mail to a recipient whose address has been removed.*The subject has been removed\. ?The text has been removed\.$/,
    ),
  ]);
  expect((await outbox())[2]).not.toContain("subject");
});
