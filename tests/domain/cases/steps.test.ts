import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { addNote } from "#app/domain/cases/add-note.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { assignCase } from "#app/domain/cases/assign-case.server.ts";
import { moveCase } from "#app/domain/cases/move-case.server.ts";
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
const alma = await deskPerson(database, "Alma Alustala", ["platform"], clock);
const tarmo = await deskPerson(database, "Tarmo Tarkastola", ["auditor"], clock);
const veera = await deskPerson(database, "Veera Vientilä", ["export_officer"], clock);

const trail = async (number: number) =>
  (
    await database.sql`select action, outcome, details from audit.event
      where target_kind = 'case' and target_id = ${String(number)} order by seq`
  ).map((row) => ({ action: row.action as string, outcome: row.outcome as string, details: row.details }));

test("a slowdown from its opening to its end, as its page tells it", async () => {
  const { id, number } = await opened(pirkko, "slowdown", { priority: "high", externalNumber: "T-1" });
  await assignCase(pirkko, { number, version: 1, assigneeId: pirkko.actor.id });
  await addNote(alma, { number, text: "The same as last week?\r\n" });
  const diagnosed = await database.db.transaction((tx) =>
    moveCase(tx, { caseId: id, action: "diagnose", actorId: pirkko.actor.id, at: clock.now() }),
  );
  expect(diagnosed).toBe(true);
  await actOnCase(pirkko, { number, version: 3, action: "pass_on", text: "The database node is slow." });
  await expect(actOnCase(pirkko, { number, version: 4, action: "give_back", text: "Mended." })).rejects.toMatchObject({
    code: "forbidden",
  });
  await actOnCase(alma, { number, version: 4, action: "give_back", text: "The node was replaced." });
  await addReply(pirkko, { number, text: "Hei, syy on korjattu.", language: "fi", templateId: null });
  await actOnCase(pirkko, { number, version: 5, action: "answer", text: null });
  await actOnCase(pirkko, { number, version: 6, action: "close", text: null });

  const page = await readCase(tarmo, { number });
  expect(page).toMatchObject({
    number,
    kind: "slowdown",
    kindLabel: "Slowdown",
    state: "closed",
    stateLabel: "Closed",
    closed: true,
    closedBy: "Pirkko Palvelusto",
    openedBy: "Pirkko Palvelusto",
    version: 7,
    externalNumber: "T-1",
    customer: { businessId: "1234567-1", name: "Rakennus Rinne Oy" },
    sentence: "Closed: nothing is left to do.",
    sealed: false,
    may: { work: false, assign: false },
    people: [],
    replies: [],
  });
  expect(page.request.map(({ field, value }) => [field.name, value])).toEqual([
    ["operation", "Sales invoices"],
    ["since", "2026-11-23T09:00"],
    ["until", null],
    ["who", "everybody"],
    ["checked", null],
  ]);
  expect(page.timeline.map(({ by, words, text }) => [by, words, text]).reverse()).toEqual([
    ["Pirkko Palvelusto", "opened the case", null],
    ["Pirkko Palvelusto", "took it", null],
    ["Alma Alustala", "wrote a note", "The same as last week?"],
    ["Pirkko Palvelusto", "moved it to “Being diagnosed”: a diagnosis was made", null],
    [
      "Pirkko Palvelusto",
      "moved it to “With the platform team”: pass on to the platform team",
      "The database node is slow.",
    ],
    ["Alma Alustala", "moved it to “Being diagnosed”: give back to customer service", "The node was replaced."],
    ["Pirkko Palvelusto", "replied to the customer", "Hei, syy on korjattu."],
    ["Pirkko Palvelusto", "moved it to “Answered”: mark as answered", null],
    ["Pirkko Palvelusto", "moved it to “Closed”: close", null],
  ]);
  const rows = await trail(number);
  expect(rows.map((row) => `${row.action} ${row.outcome}`)).toEqual([
    "case.open done",
    "case.assign done",
    "case.note done",
    "case.act done",
    "case.act refused",
    "case.act done",
    "case.reply done",
    "case.act done",
    "case.act done",
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/node|korjattu|Rinne|week/);
});

test("nobody's change is lost: the second of two is told", async () => {
  const { number } = await opened(pirkko, "restore");
  const results = await Promise.allSettled([
    actOnCase(pirkko, { number, version: 1, action: "refuse", text: null }),
    actOnCase(paivi, { number, version: 1, action: "ask_customer", text: null }),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  const lost = results.find((result) => result.status === "rejected") as PromiseRejectedResult;
  expect(lost.reason).toMatchObject({ code: "conflict" });
  await expect(assignCase(paivi, { number, version: 1, assigneeId: paivi.actor.id })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("after you opened the page"),
  });
});

test("a case is given only to somebody who may work on it", async () => {
  const { number } = await opened(pirkko, "restore");
  for (const other of [tarmo, veera])
    await expect(assignCase(pirkko, { number, version: 1, assigneeId: other.actor.id })).rejects.toMatchObject({
      code: "invalid",
      field: "assigneeId",
    });
  await assignCase(alma, { number, version: 1, assigneeId: alma.actor.id });
  const page = await readCase(pirkko, { number });
  expect(page.assignee?.name).toBe("Alma Alustala");
  expect(page.people.map(({ name }) => name)).toEqual(["Alma Alustala", "Pirkko Palvelusto", "Päivi Palvelija"]);
  await database.sql`update console.staff set active = false where id = ${paivi.actor.id}`;
  await expect(assignCase(pirkko, { number, version: 2, assigneeId: paivi.actor.id })).rejects.toMatchObject({
    code: "invalid",
  });
  await database.sql`update console.staff set active = true where id = ${paivi.actor.id}`;
});

test("what a step asks is written down first, and a step of a program is no button", async () => {
  const { number } = await opened(pirkko, "partner_limit");
  await expect(actOnCase(pirkko, { number, version: 1, action: "pass_on", text: " " })).rejects.toMatchObject({
    code: "invalid",
    field: "text",
  });
  const ip = await opened(pirkko, "ip_restriction");
  for (const action of ["approve", "constructor", "nothing"])
    await expect(actOnCase(pirkko, { number: ip.number, version: 1, action, text: null })).rejects.toMatchObject({
      code: "invalid",
    });
});

test("a case that only a program moves is moved by it, and says false where it stands elsewhere", async () => {
  const { id, number } = await opened(pirkko, "ip_restriction");
  const move = (action: string) =>
    database.db.transaction((tx) => moveCase(tx, { caseId: id, action, actorId: null, at: clock.now() }));
  expect(await move("confirm")).toBe(false);
  expect((await readCase(pirkko, { number })).timeline).toHaveLength(1);
  const steps: [string, string][] = [
    ["start_work", "in_work"],
    ["propose", "second_person"],
    ["return", "in_work"],
    ["propose", "second_person"],
    ["approve", "confirmation"],
    ["roll_back", "in_work"],
    ["propose", "second_person"],
    ["approve", "confirmation"],
    ["confirm", "in_force"],
    ["end", "closed"],
  ];
  for (const [action, state] of steps) {
    expect(await move(action)).toBe(true);
    expect((await readCase(pirkko, { number })).state).toBe(state);
  }
  const page = await readCase(pirkko, { number });
  expect(page).toMatchObject({ closed: true, closedBy: null, version: 11 });
  expect(page.timeline[0]).toMatchObject({ by: null, program: null });
  await expect(move("nothing")).rejects.toThrow('no action "nothing"');
  // Reopened, it counts its time anew.
  await actOnCase(pirkko, { number, version: 11, action: "reopen", text: "New networks." });
  expect(await readCase(pirkko, { number })).toMatchObject({ state: "received", closed: false, closedAt: null });
});

test("no trail, no change", async () => {
  const { number } = await opened(pirkko, "restore");
  const untraceable = { ...pirkko, requestId: null as unknown as string };
  await expect(actOnCase(untraceable, { number, version: 1, action: "refuse", text: null })).rejects.toThrow();
  expect(await readCase(pirkko, { number })).toMatchObject({ state: "received", version: 1 });
});
