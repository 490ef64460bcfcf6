import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { listOutbox } from "#app/domain/messages/list-outbox.server.ts";
import { type NewMessage, queueMessage } from "#app/domain/messages/queue-message.server.ts";
import { outbox } from "#app/platform/messages/outbox.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { newMailing, subscribers } from "#tests/support/mailings.ts";

const database = await testDatabase();
const clock = testClock();
const subjectId = "00000000-0000-4000-8000-000000000001";
const email = (
  purpose: "export_link" | "subscription_confirm" | "maintenance_reminder" | "ip_confirm",
): NewMessage => ({
  channel: "email",
  recipient: `${purpose}@yritys.example`,
  subject: purpose,
  body: "https://portal.example/d#token",
  purpose,
  subjectId,
});
const seenBy = async (...roles: Role[]) =>
  (await listOutbox(ctxOf(database.db, staffActor(subjectId, roles), clock))).map(
    ({ channel, recipient, subject }) => `${channel}: ${subject ?? recipient}`,
  );

test("the outbox shows links and codes to whoever may see the exports, subscriptions and mailings to whoever may see those", async () => {
  await database.db.transaction(async (tx) => {
    await queueMessage({ clock }, tx, email("export_link"));
    await queueMessage({ clock }, tx, {
      channel: "sms",
      recipient: "+358401234567",
      body: "12345678",
      purpose: "export_code",
      subjectId,
    });
    await queueMessage({ clock }, tx, email("subscription_confirm"));
    clock.advance(-1);
    await queueMessage({ clock }, tx, email("maintenance_reminder"));
    clock.advance(1);
    await queueMessage({ clock }, tx, email("ip_confirm"));
  });
  await subscribers(database, 3);
  const mailingId = await newMailing(database);
  clock.advance(1);
  const job = serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }, { clock });
  await sendMailing(job, { mailingId, gateway: outbox, stopping: new AbortController().signal });
  // Held, so that nothing of it would have gone.
  await newMailing(database, { notBefore: new Date(clock.now().getTime() + 600_000) });

  expect((await seenBy("export_officer")).sort()).toEqual(["email: export_link", "sms: +358401234567"]);
  // One line for the three subscribers, and no address of theirs.
  expect(await seenBy("release_manager")).toEqual([
    "mailing: Huoltokatko lauantaina",
    "email: subscription_confirm",
    "email: maintenance_reminder",
  ]);
  expect(await seenBy("release_manager", "export_officer")).toHaveLength(5);
  // The desk and the platform team see what is theirs, and nothing of an archive.
  expect(await seenBy("customer_service")).toEqual(["email: ip_confirm"]);
  expect(await seenBy("platform")).toEqual(["email: ip_confirm"]);
  await expect(seenBy("administrator")).rejects.toMatchObject({ code: "forbidden" });
  const [row] = await database.sql`select state from console.mailing where id = ${mailingId}`;
  expect(row).toEqual({ state: "sent" });
});
