import { expect, test } from "vitest";
import { addFollowUp } from "#app/domain/cases/add-follow-up.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { finishFollowUp } from "#app/domain/cases/finish-follow-up.server.ts";
import { homeCases } from "#app/domain/cases/home-cases.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
await withCustomers(database);
// Monday 10:00 in Helsinki, winter time. The office is open from 8 to 17.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);
const paivi = await deskPerson(database, "Päivi Palvelija", ["customer_service"], clock);

test("a template's open places are filled in before the reply goes", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const page = await readCase(pirkko, { number });
  const findings = page.replies.find((reply) => reply.id === "findings")!.text;
  expect(findings.fi).toMatch(/^Hei,\n\nolemme selvittäneet ilmoittamanne hitauden \(Sales invoices\)\./);
  expect(findings.en).toMatch(new RegExp(`Pirkko Palvelusto\nNetvisor, customer service\nCase ${number}$`));
  const reply = (text: string) => addReply(pirkko, { number, text, language: "fi", templateId: "findings" });
  await expect(reply(findings.fi)).rejects.toMatchObject({ code: "invalid", field: "text" });
  await reply(findings.fi.replaceAll("…", "verkko"));
  const said = (await readCase(pirkko, { number })).timeline[0]!;
  expect(said).toMatchObject({ what: "reply", language: "fi" });
});

test("days in a reply are written as each language writes them", async () => {
  const { number } = await opened(pirkko, "compensation");
  const { text } = (await readCase(pirkko, { number })).replies.find((reply) => reply.id === "passed_on")!;
  expect(text.fi).toContain("1.10.2026–31.10.2026");
  expect(text.sv).toContain("1.10.2026–31.10.2026");
  expect(text.en).toContain("from 2026-10-01 to 2026-10-31");
});

test("follow-ups are ticked off once; a measurement is the worker's", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const dueAt = new Date(clock.now().getTime() + 3_600_000);
  await expect(addFollowUp(pirkko, { number, kind: "task", text: "Call", dueAt: clock.now() })).rejects.toMatchObject({
    code: "invalid",
    field: "dueAt",
  });
  const task = await addFollowUp(pirkko, { number, kind: "task", text: "Call them", dueAt });
  const measurement = await addFollowUp(pirkko, { number, kind: "measurement", text: "Measure", dueAt });
  expect((await homeCases(pirkko)).followUps).toMatchObject([
    { id: task.id, number, text: "Call them", overdue: false },
  ]);
  await Promise.all([finishFollowUp(pirkko, { number, id: task.id }), finishFollowUp(paivi, { number, id: task.id })]);
  await expect(finishFollowUp(pirkko, { number, id: measurement.id })).rejects.toMatchObject({ code: "conflict" });
  const { followUps, timeline } = await readCase(pirkko, { number });
  expect(followUps.map(({ kind, doneAt }) => [kind, doneAt !== null])).toEqual(
    expect.arrayContaining([
      ["task", true],
      ["measurement", false],
    ]),
  );
  expect(timeline.filter(({ what }) => what === "follow_up_done")).toHaveLength(1);
  expect((await homeCases(pirkko)).followUps).toEqual([]);
});
