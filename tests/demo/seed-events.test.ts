import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { eventsOfDay, seedDemoEvents } from "#app/demo/seed-events.server.ts";
import * as schema from "#db/schema/index.ts";
import { testDatabase } from "#tests/setup/database.ts";

const { ownerUrl, sql: app } = await testDatabase();
const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const db = drizzle(owner, { schema });

test("ninety days of events, none of the future, the same on every machine; a later start adds what has come since", async () => {
  const now = new Date("2026-11-23T09:00:00Z");
  await seedDemoEvents(db, { now });
  const figures = () => owner`select count(*)::int as rows, min(at) as first, max(at) as last from service.events`;
  const [held] = await figures();
  expect(held!.rows).toBeGreaterThan(90 * 600);
  expect(new Date(held!.first).toISOString().slice(0, 10)).toBe("2026-08-25");
  expect(new Date(held!.last).getTime()).toBeLessThanOrEqual(now.getTime());
  await seedDemoEvents(db, { now });
  expect(await figures()).toEqual([held]);
  await seedDemoEvents(db, { now: new Date("2026-11-24T23:59:00Z") });
  const [later] = await figures();
  expect(later!.rows).toBeGreaterThan(92 * 600 - 60);
  expect(eventsOfDay(20_000)).toEqual(eventsOfDay(20_000));
});

test("namesakes in two companies, one person in five, events of nobody, and names in any script", async () => {
  const people = await owner`
    select person, person_name, count(distinct business_id)::int as companies from service.events group by 1, 2`;
  const named = (name: string) => people.filter((row) => row.person_name === name);
  expect(
    named("Matti Virtaselo")
      .map(({ person }) => person)
      .sort(),
  ).toEqual(["u-0001", "u-0002"]);
  expect(named("Sari Kirjanpitäjälä")).toMatchObject([{ companies: 5 }]);
  expect(
    named("")
      .map(({ person }) => person)
      .sort(),
  ).toEqual(["api-webshop", "system"]);
  expect(named("李 明陶")).toHaveLength(1);
});

test("the web processes read no event", async () => {
  await expect(app`select 1 from service.events limit 1`).rejects.toThrow(/permission denied/);
});
