import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { changeCase } from "#app/domain/cases/change-case.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
await withCustomers(database);
// Monday 10:00 in Helsinki, winter time. The office is open from 8 to 17.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);

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
