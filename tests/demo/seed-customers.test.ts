import { FinnishBusinessIds } from "finnish-business-ids";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { demoCustomers, seedDemoCustomers } from "#app/demo/seed-customers.server.ts";
import { CUSTOMERS_MEASURED, DEMO_SEED } from "#app/demo/service-model/create-service-model.ts";
import { modelCustomers } from "#app/demo/service-model/customers.ts";
import * as schema from "#db/schema/index.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { testDatabase } from "#tests/setup/database.ts";

const { ownerUrl } = await testDatabase();
const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const db = drizzle(owner, { schema });

test("two thousand customers, each with a valid number of its country and a name of its own, the same each time", () => {
  const rows = demoCustomers();
  expect(rows).toHaveLength(2000);
  expect(new Set(rows.map((row) => row.businessId)).size).toBe(2000);
  expect(new Set(rows.map((row) => row.name.toLowerCase())).size).toBe(2000);
  expect(demoCustomers()).toEqual(rows);
  const of = (country: string) => rows.filter((row) => row.country === country);
  expect(of("FI").length).toBeGreaterThan(1500);
  for (const { businessId } of of("FI"))
    expect(FinnishBusinessIds.isValidBusinessId(businessId), businessId).toBe(true);
  expect(of("SE").length).toBeGreaterThan(100);
  for (const { businessId } of of("SE")) expect(businessId).toMatch(/^4\d{5}-\d{4}$/);
  expect(of("EE").length).toBeGreaterThan(100);
  for (const { businessId } of of("EE")) expect(businessId).toMatch(/^2\d{7}$/);
});

test("everybody who is measured is a customer that has not ended; some of the others have", () => {
  const rows = new Map(demoCustomers().map((row) => [row.businessId, row]));
  const measured = modelCustomers(CUSTOMERS_MEASURED, COMPANIES, DEMO_SEED);
  for (const { customer } of measured) expect(rows.get(customer), customer).toMatchObject({ country: "FI" });
  expect(measured.some(({ customer }) => rows.get(customer)?.endedOn)).toBe(false);
  const ended = [...rows.values()].filter((row) => row.endedOn);
  expect(ended.length).toBeGreaterThan(30);
  for (const { customerSince, endedOn } of ended) expect(endedOn! > customerSince).toBe(true);
});

test("companies of the ledger are customers too; a second time nothing is added and nothing changes", async () => {
  await owner`insert into ledger.companies (business_id, country, name) values ('9876543-2', 'FI', 'Tuotu Yritys Oy')`;
  await seedDemoCustomers(db);
  await owner`update service.customers set name = 'Uusi nimi Oy' where business_id = ${COMPANIES[0]!.businessId}`;
  await seedDemoCustomers(db);
  const [{ count }] = (await owner`select count(*)::int from service.customers`) as unknown as [{ count: number }];
  expect(count).toBe(2001);
  const rows = await owner`select name from service.customers
    where business_id in ('9876543-2', ${COMPANIES[0]!.businessId}) order by name`;
  expect(rows.map((row) => row.name)).toEqual(["Tuotu Yritys Oy", "Uusi nimi Oy"]);
});
