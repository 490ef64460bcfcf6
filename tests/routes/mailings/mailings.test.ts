import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { smtpGateway } from "#app/platform/messages/smtp.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { person } from "#tests/support/incidents.ts";
import { newMailing, subscribers } from "#tests/support/mailings.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { smtpServer } from "#tests/support/smtp.ts";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const as = async (role: Role) =>
  serviceCtxOf(database.db, (await person(database, `A ${role}`, [role], clock)).actor, { clock });
const juuso = await as("release_manager");
const list = (ctx = juuso, search = "") => visit("mailings/list.tsx", "/mailings", `/mailings${search}`, ctx);
const one = (id: string, ctx = juuso) => visit("mailings/mailing.tsx", "/mailings/:id", `/mailings/${id}`, ctx);
const job = serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }, { clock });

test("with nobody and nothing there, the list says so", async () => {
  const { html } = await list();
  expect(textOf(html)).toContain("Nobody has subscribed yet; nothing is under way.");
  expect(textOf(html)).toContain("Nothing has been mailed");
  expect(markupFaults(html)).toEqual([]);
});

test("a mailing's page says how far it has come and what was refused, by code and never by whom", async () => {
  await subscribers(database, 6);
  await subscribers(database, 1, { name: "b", topics: ["bulletins"] });
  const smtp = await smtpServer({
    atRecipient: (to) =>
      to.startsWith("s1@")
        ? { code: 550, text: "5.1.1 No" }
        : to.startsWith("s2@")
          ? { code: 451, text: "4.7.1 Later" }
          : undefined,
  });
  const gateway = smtpGateway(smtp.url, "Huolto <no-reply@huolto.example>");
  const id = await newMailing(database);
  await sendMailing(job, { mailingId: id, gateway, stopping: new AbortController().signal });
  await smtp.close();

  const { html } = await one(id);
  expect(markupFaults(html)).toEqual([]);
  // 08:00 UTC is 10:00 in Helsinki; the first try again is six minutes later.
  expect(textOf(html)).toContain(
    "4 of 6 subscribers got it so far; 1 could not be reached; 1 still to be sent, those that were put off from 2026-11-23 10:06 on.",
  );
  expect(rowsOf(html).slice(1)).toEqual([
    ["4.7.1", "not now: policy or security", "Put off, tried again", "1"],
    ["5.1.1", "never: the address", "Refused", "1"],
  ]);
  expect(textOf(html)).toContain("Huoltokatko lauantaina");
  expect(textOf(html)).toContain("Underhållsavbrott på lördag");
  expect(html).not.toContain("subscribers.example");

  const listed = await list();
  expect(markupFaults(listed.html)).toEqual([]);
  expect(textOf(listed.html)).toContain("6 subscribers are written to; one mailing is under way.");
  const rows = rowsOf(listed.html);
  expect(rows.find(([subject]) => subject === "Maintenance on Saturday")).toEqual([
    "Maintenance on Saturday",
    "Maintenance",
    "Under way",
    "6",
    "4",
    "1",
    "2026-11-23 10:00",
  ]);
  expect(rows.at(-1)).toEqual(["Maintenance", "2", "1", "2", "0", "1"]);
  expect(listed.html).not.toContain("subscribers.example");
});

test("one that is held says until when, and that it can be taken back", async () => {
  const held = await one(await newMailing(database, { notBefore: new Date("2026-11-23T08:05:00Z") }));
  expect(textOf(held.html)).toContain("Held until 2026-11-23 10:05; until then, what it tells can be taken back.");
  const due = await one(await newMailing(database));
  expect(textOf(due.html)).toContain("Begins within a minute.");
});

test("older mailings are a page away", async () => {
  for (let n = 0; n < 31; n++) await newMailing(database, { topic: "announcements" });
  const first = await list();
  const before = /\/mailings\?before=([0-9a-f-]{36})/.exec(first.html)![1]!;
  const second = await list(juuso, `?before=${before}`);
  const subjects = (html: string) => [...html.matchAll(/href="\/mailings\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
  expect(subjects(first.html)).toHaveLength(30);
  expect(subjects(second.html)).toHaveLength(4);
  expect(new Set([...subjects(first.html), ...subjects(second.html)]).size).toBe(34);
});

test("auditors see them; those who export, and everybody else without the permission, do not", async () => {
  expect((await list(await as("auditor"))).status).toBe(200);
  for (const role of ["export_officer", "customer_service", "platform", "administrator"] as const) {
    expect((await list(await as(role))).status, role).toBe(403);
    expect((await one("x", await as(role))).status, role).toBe(403);
  }
  expect((await one("00000000-0000-4000-8000-000000000000")).status).toBe(404);
});
