import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { addFollowUp } from "#app/domain/cases/add-follow-up.server.ts";
import { addNote } from "#app/domain/cases/add-note.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { assignCase } from "#app/domain/cases/assign-case.server.ts";
import { changeCase } from "#app/domain/cases/change-case.server.ts";
import { finishFollowUp } from "#app/domain/cases/finish-follow-up.server.ts";
import { homeCases } from "#app/domain/cases/home-cases.server.ts";
import { listCases } from "#app/domain/cases/list-cases.server.ts";
import { moveCase } from "#app/domain/cases/move-case.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { recordCaseEvent } from "#app/domain/cases/record-case-event.server.ts";
import { openCasesOf } from "#app/domain/cases/case-rows.server.ts";
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

test("due times are counted in office hours, and follow the priority until somebody sets one", async () => {
  // High: 4 hours of the office's time from Monday 10:00.
  const { number } = await opened(pirkko, "slowdown", { priority: "high" });
  const read = () => readCase(pirkko, { number });
  expect((await read()).dueAt).toBe("2026-11-23T12:00:00.000Z");
  const change = async (more: object) => {
    const { version, subject, priority, language, dueAt, externalNumber } = await read();
    await changeCase(pirkko, {
      number,
      version,
      subject,
      priority,
      language,
      dueAt: new Date(dueAt!),
      externalNumber,
      request: { operation: "Sales invoices", since: "2026-11-23T09:00", who: "everybody" },
      ...more,
    });
  };
  // Normal: 12 hours: 7 on Monday until 17:00, 5 on Tuesday from 8:00: 13:00.
  await change({ priority: "normal" });
  expect((await read()).dueAt).toBe("2026-11-24T11:00:00.000Z");
  // The page's form knows minutes only.
  const friday = new Date("2026-11-27T10:15:00Z");
  await change({ dueAt: friday });
  await change({ priority: "urgent" });
  expect((await read()).dueAt).toBe(friday.toISOString());
  await change({ dueAt: null });
  expect((await read()).dueAt).toBe("2026-11-23T10:00:00.000Z");
  expect((await read()).timeline[0]!.words).toBe("changed the due time");
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

test.each([
  ["an unknown customer", { businessId: "0000000-0" }, "businessId"],
  ["no customer", { businessId: null }, "businessId"],
  ["no subject", { subject: "  " }, "subject"],
  ["a subject of two lines", { subject: "one\ntwo" }, "subject"],
  ["a required answer that is missing", { request: { since: "2026-11-23T09:00", who: "one" } }, "request.operation"],
  ["a choice that is none", { request: { operation: "x", since: "2026-11-23T09:00", who: "us" } }, "request.who"],
  ["a day that is none", { request: { operation: "x", since: "2026-02-30T09:00", who: "one" } }, "request.since"],
  ["a question that is not asked", { request: { colour: "red" } }, "request.colour"],
  ["a ticket's number with a line feed", { externalNumber: "T\n1" }, "externalNumber"],
])("%s is refused with its field, and no case is made", async (_what, more, field) => {
  const before = await database.db.execute("select count(*)::int as n from console.case_file");
  await expect(opened(pirkko, "slowdown", more)).rejects.toMatchObject({ code: "invalid", field });
  expect(await database.db.execute("select count(*)::int as n from console.case_file")).toEqual(before);
});

test("whoever only reads changes nothing, and whoever may not see cases sees none", async () => {
  const { number } = await opened(pirkko, "restore");
  const dueAt = new Date("2026-12-01T08:00:00Z");
  for (const attempt of [
    () => opened(tarmo, "restore"),
    () => assignCase(tarmo, { number, version: 1, assigneeId: null }),
    () => addNote(tarmo, { number, text: "x" }),
    () => addReply(alma, { number, text: "x", language: "fi", templateId: null }),
    () => addFollowUp(tarmo, { number, kind: "task", text: "x", dueAt }),
    () => actOnCase(tarmo, { number, version: 1, action: "refuse", text: null }),
    () => actOnCase(alma, { number, version: 1, action: "refuse", text: null }),
    () => readCase(veera, { number }),
    () => listCases(veera, {}),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
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

test("an authority's request keeps nothing in the case, whoever tries", async () => {
  const { id, number } = await opened(pirkko, "log_disclosure", {
    subject: "Police, about Maija",
    externalNumber: "S-1",
  });
  const sealed = { code: "conflict", message: expect.stringContaining("on its own page") };
  const dueAt = new Date("2026-12-01T08:00:00Z");
  for (const attempt of [
    () => addNote(alma, { number, text: "Maija" }),
    () => addReply(pirkko, { number, text: "Maija", language: "fi", templateId: null }),
    () => addFollowUp(alma, { number, kind: "task", text: "Maija", dueAt }),
    () =>
      changeCase(pirkko, {
        number,
        version: 1,
        subject: "Maija",
        priority: "high",
        language: "fi",
        dueAt: null,
        externalNumber: null,
        request: {},
      }),
  ])
    await expect(attempt()).rejects.toMatchObject(sealed);
  await database.db.transaction((tx) =>
    recordCaseEvent(tx, { caseId: id, what: "searched", text: "Maija", actorId: alma.actor.id, at: clock.now() }),
  );
  const page = await readCase(pirkko, { number });
  expect(page).toMatchObject({
    subject: "Log disclosure request",
    customer: null,
    externalNumber: null,
    sealed: true,
    request: [],
    replies: [],
    attachments: [],
    work: [],
    may: { work: false, assign: false },
  });
  expect(JSON.stringify(page)).not.toContain("Maija");
  await expect(assignCase(alma, { number, version: 1, assigneeId: pirkko.actor.id })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(assignCase(pirkko, { number, version: 1, assigneeId: alma.actor.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  await assignCase(alma, { number, version: 1, assigneeId: alma.actor.id });
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

test("the list shows what waits first, narrows, and turns its pages without losing or repeating a case", async () => {
  const late = await opened(pirkko, "vulnerability", { priority: "urgent", subject: "Hole in 100 % of _pages" });
  const asked = await opened(pirkko, "slowdown", {
    priority: "urgent",
    businessId: "7654321-2",
    externalNumber: "TKT-77",
  });
  await actOnCase(pirkko, { number: asked.number, version: 1, action: "ask_customer", text: null });
  clock.advance(26 * 3600);
  const overdue = await listCases(paivi, { show: "overdue" });
  expect(overdue.sentence).toMatch(/^None of the \d+ cases is yours, /);
  expect((await listCases(tarmo, {})).sentence).toMatch(/^\d+ cases are open, /);
  const numbers = overdue.rows.map((row) => row.number);
  expect(numbers).toContain(late.number);
  // The customer thinks it over: that makes nobody late.
  expect(numbers).not.toContain(asked.number);
  expect(overdue.rows.every((row) => row.overdue)).toBe(true);
  expect(overdue.counts.overdue).toBe(overdue.rows.length);

  const found = async (q: string) => (await listCases(paivi, { show: "all", q })).rows.map((row) => row.number);
  expect(await found("tkt-77")).toEqual([asked.number]);
  expect(await found("skärgård")).toEqual([asked.number]);
  expect(await found("7654321")).toEqual([asked.number]);
  expect(await found("100 % of _")).toEqual([late.number]);
  expect(await found("%%")).toEqual([]);
  expect(await found(`#${late.number}`)).toEqual([late.number]);
  expect((await listCases(paivi, { customer: "7654321-2" })).rows.map((row) => row.number)).toEqual([asked.number]);
  const mine = await listCases(alma, { show: "mine" });
  expect(mine.rows.every((row) => row.assignee?.id === alma.actor.id)).toBe(true);
  expect(await openCasesOf(database.db, "7654321-2", clock.now())).toMatchObject([{ number: asked.number }]);

  for (let i = 0; i < 55; i += 1) await opened(pirkko, "restore", { subject: `Page ${i}` });
  for (const show of ["open", "all"] as const) {
    const seen: number[] = [];
    let before: string | undefined;
    do {
      const page = await listCases(paivi, { show, before });
      seen.push(...page.rows.map((row) => row.number));
      before = page.before ?? undefined;
    } while (before);
    const [count] = await database.sql`select count(*)::int as n from console.case_file
      where ${show === "all"} or closed_at is null`;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(count!.n as number);
  }
});

test("no trail, no change", async () => {
  const { number } = await opened(pirkko, "restore");
  const untraceable = { ...pirkko, requestId: null as unknown as string };
  await expect(actOnCase(untraceable, { number, version: 1, action: "refuse", text: null })).rejects.toThrow();
  expect(await readCase(pirkko, { number })).toMatchObject({ state: "received", version: 1 });
});

test("what ran out while the customer thought it over is due anew once the customer answered", async () => {
  const own = testClock(new Date("2026-11-23T08:00:00Z"));
  const agent = { ...pirkko, clock: own };
  const { number } = await opened(agent, "restore");
  await actOnCase(agent, { number, version: 1, action: "ask_customer", text: null });
  // A Monday later at 10:00 in Helsinki: eight hours of the office from then on.
  own.advance(7 * 86_400);
  expect((await readCase(agent, { number })).overdue).toBe(false);
  await actOnCase(agent, { number, version: 2, action: "customer_answered", text: null });
  expect(await readCase(agent, { number })).toMatchObject({ overdue: false, dueAt: "2026-12-01T07:00:00.000Z" });
});

test("a time that ends before it begins is refused at its end; one day is a time", async () => {
  const slow = (since: string, until: string) =>
    opened(pirkko, "slowdown", { request: { operation: "Opening the ledger", since, until, who: "one" } });
  await expect(slow("2026-11-20T09:00", "2026-11-20T09:00")).rejects.toMatchObject({
    code: "invalid",
    field: "request.until",
    message: 'Slow until: this is the same time as "Slow since".',
  });
  await expect(slow("2026-11-20T09:00", "2026-11-19T10:00")).rejects.toMatchObject({
    message: 'Slow until: this is before "Slow since".',
  });
  await slow("2026-11-20T09:00", "2026-11-20T09:01");
  const claimed = (from: string, to: string) =>
    opened(pirkko, "compensation", { request: { from, to, claim: "Two days of work were lost." } });
  await expect(claimed("2026-11-20", "2026-11-19")).rejects.toMatchObject({ field: "request.to" });
  await claimed("2026-11-20", "2026-11-20");
});
