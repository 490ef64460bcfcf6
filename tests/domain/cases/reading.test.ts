import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { addFollowUp } from "#app/domain/cases/add-follow-up.server.ts";
import { addNote } from "#app/domain/cases/add-note.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { assignCase } from "#app/domain/cases/assign-case.server.ts";
import { changeCase } from "#app/domain/cases/change-case.server.ts";
import { listCases } from "#app/domain/cases/list-cases.server.ts";
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
