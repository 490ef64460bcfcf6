import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inventedCustomers } from "#app/demo/customer-names.ts";
import { findCustomers, INDEX_SECONDS } from "#app/domain/customers/find-customers.server.ts";
import { readCustomer } from "#app/domain/customers/read-customer.server.ts";
import { provisionRoles } from "#db/roles.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const { db, ownerUrl, secret } = await testDatabase();
const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const agent = ctxOf(db, staffActor("00000000-0000-4000-8000-000000000001", ["customer_service"]), clock);
const find = async (q: string) => (await findCustomers(agent, { q })).map(({ name }) => name);

const named = [
  ["0112038-9", "FI", "Hämeen Leipomo Oy"],
  ["0737546-2", "FI", "Hameen Kalusteet Oy"],
  ["1927400-1", "FI", "Leipomo Ruiskukka Ky"],
  ["2331972-6", "FI", "Rakennus Björkö & Pojat Oy"],
  ["1572860-0", "FI", "Åbo Sjöfrakt Ab"],
  ["0116300-4", "FI", "Talonrakennus Kivi Oy"],
  ["498800-0147", "SE", "Norrskenets Bageri AB"],
  ["28000157", "EE", "Udumäe Puidutöökoda OÜ"],
] as const;

beforeAll(async () => {
  const rows = named.map(([business_id, country, name]) => ({
    business_id,
    country,
    name,
    customer_since: "2020-01-01",
  }));
  await owner`insert into service.customers ${owner(rows)}`;
  await owner`insert into service.customers values
    ('0201256-6', 'FI', 'Leipomo Ruispelto Oy', '2015-01-01', '2024-06-30'), ('0214036-5', 'FI', 'Leipomo Lähtijä Oy', '2015-01-01', '2026-12-31')`;
});

test("by words in any order, and by their beginnings while one types", async () => {
  expect(await find("ruiskukka leipomo")).toEqual(["Leipomo Ruiskukka Ky"]);
  // Below it what a slip of the finger may have meant.
  expect(await find("lei ruisk")).toEqual(["Leipomo Ruiskukka Ky", "Leipomo Ruispelto Oy"]);
  expect(await find("h")).toEqual(["Hameen Kalusteet Oy", "Hämeen Leipomo Oy"]);
  // Inside a word too, after those that begin so.
  expect(await find("rakennus")).toEqual(["Rakennus Björkö & Pojat Oy", "Talonrakennus Kivi Oy"]);
});

test("with and without å, ä and ö; typed with them, those come first", async () => {
  expect((await find("hämeen"))[0]).toBe("Hämeen Leipomo Oy");
  expect(await find("hameen leipomo")).toEqual(["Hämeen Leipomo Oy"]);
  expect(await find("abo sjofrakt")).toEqual(["Åbo Sjöfrakt Ab"]);
  expect(await find("puidutookoda ou")).toEqual(["Udumäe Puidutöökoda OÜ"]);
  // As macOS sends it: the letter and its mark apart.
  expect(await find("Ha\u0308meen Leipomo")).toEqual(["Hämeen Leipomo Oy"]);
});

test.each([
  ["a letter missing", "ruiskuka"],
  ["a letter too many", "ruiskkukka"],
  ["a wrong letter", "ruiskukja"],
  ["two letters swapped", "riuskukka"],
  ["two swapped, before the word is finished", "leipomo riusku"],
  ["another legal form", "Leipomo Ruiskukka Oy"],
])("forgives %s", async (_slip, q) => {
  expect((await find(q))[0]).toBe("Leipomo Ruiskukka Ky");
});

test.each(["0112038-9", "01120389", "FI01120389", "fi 0112038-9", "0112038", "0112038-", " 0112038 -9 ", "01120"])(
  "by the business id written as %s",
  async (q) => {
    expect(await find(q)).toEqual(["Hämeen Leipomo Oy"]);
  },
);

test("by numbers of other countries, and with two digits swapped", async () => {
  expect(await find("4988000147")).toEqual(["Norrskenets Bageri AB"]);
  expect(await find("SE498800014701")).toEqual(["Norrskenets Bageri AB"]);
  expect(await find("28000157")).toEqual(["Udumäe Puidutöökoda OÜ"]);
  expect(await find("0112083-9")).toEqual(["Hämeen Leipomo Oy"]);
});

test("whoever has ended is found, says so and comes after the others; an end in the future is none yet", async () => {
  const found = await findCustomers(agent, { q: "leipomo" });
  expect(found.map(({ name, ended }) => [name, ended])).toEqual([
    ["Leipomo Lähtijä Oy", false],
    ["Leipomo Ruiskukka Ky", false],
    ["Leipomo Ruispelto Oy", true],
    ["Hämeen Leipomo Oy", false],
  ]);
});

test("nothing, nonsense and hostile text find nobody and break nothing", async () => {
  for (const q of [
    "",
    "   ",
    "zzzzqqqq",
    "'; drop table service.customers; --",
    "%",
    "_",
    "(((((",
    "\\",
    "a".repeat(200),
  ])
    expect(await find(q), q).toEqual([]);
  expect(await find("leipomo ".repeat(25))).toHaveLength(4);
  await expect(find("a".repeat(201))).rejects.toMatchObject({ code: "invalid", field: "q" });
  await expect(find("\0")).rejects.toMatchObject({ code: "invalid" });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), async (q) => {
      expect((await findCustomers(agent, { q })).length).toBeLessThanOrEqual(12);
    }),
    { numRuns: 200 },
  );
});

test("a customer who came, changed or left the table is so after half a minute", async () => {
  await owner`insert into service.customers values ('2900000-1', 'FI', 'Vastatullut Oy', '2026-11-23', null)`;
  clock.advance(INDEX_SECONDS);
  expect(await find("vastatullut")).toEqual(["Vastatullut Oy"]);
  await owner`update service.customers set name = 'Uusnimi Oy' where business_id = '2900000-1'`;
  expect(await find("vastatullut")).toEqual(["Vastatullut Oy"]);
  clock.advance(INDEX_SECONDS);
  expect(await find("vastatullut")).toEqual([]);
  expect(await find("uusnimi")).toEqual(["Uusnimi Oy"]);
  await owner`delete from service.customers where business_id = '2900000-1'`;
  clock.advance(INDEX_SECONDS);
  expect(await find("uusnimi")).toEqual([]);
});

test("of 20,000 customers each search is quick, also one with slips and one that everybody matches", async () => {
  const many = inventedCustomers();
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    const { businessId, country, name } = many.next().value;
    return { business_id: businessId, country, name: `${name} ${i}`, customer_since: "2020-01-01" };
  });
  for (let i = 0; i < rows.length; i += 5000)
    await owner`insert into service.customers ${owner(rows.slice(i, i + 5000))}`;
  clock.advance(INDEX_SECONDS);
  await find("warm");
  for (const q of [
    "k",
    "oy",
    "taruvaraan knoepaja",
    "konepaja taruvaaran 0",
    "9200",
    "9200000-1",
    "ö",
    "a b c d e f g h",
  ]) {
    const times = [];
    for (let i = 0; i < 5; i += 1) {
      const from = performance.now();
      await find(q);
      times.push(performance.now() - from);
    }
    expect(Math.min(...times), q).toBeLessThan(50);
  }
  expect((await find("konepaja taruvaaran 0"))[0]).toBe("Taruvaaran Konepaja Oy 0");
});

test("one customer is read by its id; another id is told apart; who may not see customers sees none", async () => {
  expect(await readCustomer(agent, { businessId: "0201256-6" })).toMatchObject({
    name: "Leipomo Ruispelto Oy",
    endedOn: "2024-06-30",
  });
  await expect(readCustomer(agent, { businessId: "1234567-1" })).rejects.toMatchObject({ code: "not_found" });
  const manager = ctxOf(db, staffActor("00000000-0000-4000-8000-000000000002", ["release_manager"]), clock);
  await expect(findCustomers(manager, { q: "leipomo" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(readCustomer(manager, { businessId: "0112038-9" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a table of the vendor's that is not as agreed is said in words", async () => {
  await owner`alter table service.customers rename column ended_on to left_on`;
  clock.advance(INDEX_SECONDS);
  for (const read of [findCustomers(agent, { q: "leipomo" }), readCustomer(agent, { businessId: "0112038-9" })])
    await expect(read).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("service.customers cannot be read"),
    });
  await owner`alter table service.customers rename column left_on to ended_on`;
  expect(await find("ruiskukka")).toEqual(["Leipomo Ruiskukka Ky"]);
});

test("a view in place of the table is searched alike", async () => {
  await owner`alter table service.customers rename to customers_behind`;
  await owner`create view service.customers as select * from service.customers_behind`;
  await provisionRoles(ownerUrl, { secret });
  clock.advance(INDEX_SECONDS);
  expect(await find("ruiskukka")).toEqual(["Leipomo Ruiskukka Ky"]);
  await owner`update service.customers_behind set name = 'Leipomo Toinen Ky' where business_id = '1927400-1'`;
  clock.advance(INDEX_SECONDS);
  expect(await find("leipomo toinen")).toEqual(["Leipomo Toinen Ky"]);
});
