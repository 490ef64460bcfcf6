import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, expect, test } from "vitest";
import { seedDemoSignIns } from "#app/demo/seed-sign-ins.server.ts";
import * as schema from "#db/schema/index.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const owner = drizzle(sql, { schema });
afterAll(() => sql.end());

// A Monday, nine in the morning in Helsinki.
const now = new Date("2026-11-23T07:00:00Z");
const count = async () => Number((await database.sql`select count(*) from service.sign_ins`)[0]!.count);

test("the last thirty days have sign-ins up to now, of offices, homes, phones and programs; a later start adds the rest", async () => {
  await seedDemoSignIns(owner, { now });
  const [span] =
    await database.sql`select min(at) as first, max(at) as last, count(*)::int as rows from service.sign_ins`;
  expect(Date.parse(span!.first)).toBeLessThan(now.getTime() - 34 * 86_400_000);
  expect(Date.parse(span!.last)).toBeLessThanOrEqual(now.getTime());
  expect(Date.parse(span!.last)).toBeGreaterThan(now.getTime() - 3_600_000);
  expect(span!.rows).toBeGreaterThan(20_000);
  const before = await count();
  await seedDemoSignIns(owner, { now });
  expect(await count()).toBe(before);
  await seedDemoSignIns(owner, { now: new Date(now.getTime() + 7_200_000) });
  expect(await count()).toBeGreaterThan(before);
  const digest = async () =>
    (
      await database.sql`select md5(string_agg(s::text, ',' order by id)) as all from service.sign_ins s where at <= ${now.toISOString()}`
    )[0];
  const there = await digest();
  await sql`truncate service.sign_ins`;
  await seedDemoSignIns(owner, { now });
  expect(await digest()).toEqual(there);
});

test("a company's office is the network that is told of it, most of its people are there, and some are not", async () => {
  const { businessId } = COMPANIES[1]!;
  const [people] = await database.sql`
    select count(*)::int as all, count(*) filter (where address <<= '192.0.2.16/28' or address <<= '2001:db8:101::/48')::int as office
      from service.sign_ins where business_id = ${businessId} and client = 'browser'`;
  expect(people!.office / people!.all).toBeGreaterThan(0.4);
  expect(people!.office / people!.all).toBeLessThan(0.95);
  const clients = await database.sql`select client, count(*)::int from service.sign_ins group by 1 order by 1`;
  expect(clients.map(({ client }) => client)).toEqual(["api", "browser", "robot"]);
  const [families] = await database.sql`
    select count(*) filter (where family(address) = 6)::real / count(*) as six from service.sign_ins`;
  expect(families!.six).toBeGreaterThan(0.2);
  expect(families!.six).toBeLessThan(0.7);
});

test("no address belongs to anybody: all are of the networks of examples", async () => {
  const [foreign] = await database.sql`
    select count(*)::int from service.sign_ins where not (address <<= '192.0.2.0/24' or address <<= '198.51.100.0/24'
      or address <<= '203.0.113.0/24' or address <<= '2001:db8::/32')`;
  expect(foreign!.count).toBe(0);
});
