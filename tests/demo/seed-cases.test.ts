import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import { expect, test } from "vitest";
import { seedDemoCases } from "#app/demo/seed-cases.server.ts";
import { seedDemoCustomers } from "#app/demo/seed-customers.server.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import { listCases } from "#app/domain/cases/list-cases.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import * as schema from "#db/schema/index.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "#tests/support/contexts.ts";

const database = await testDatabase();

// A Sunday, a Monday morning before the office opens, an afternoon: whenever the demo is started first.
test.each(["2026-11-22T21:00:00Z"])("the desk has a past and a present when the demo starts at %s", async (start) => {
  const now = new Date(start);
  const profile = loadProfile();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const db = drizzle(owner, { schema });
  await seedDemoStaff(db, { issuer: "https://broker.example", subjectKey: "k" });
  await seedDemoCustomers(db);
  await seedDemoCases(db, { now, profile });
  const rows = () =>
    database.sql`select c.number, c.kind, c.state, c.opened_at, c.closed_at from console.case_file c order by number`;
  const seeded = await rows();
  expect(seeded.length).toBeGreaterThanOrEqual(25);
  expect(new Set(seeded.map((row) => row.kind)).size).toBe(9);
  expect(new Set(seeded.map((row) => `${row.kind} ${row.state}`)).size).toBeGreaterThanOrEqual(15);
  expect(seeded.some((row) => row.closed_at !== null)).toBe(true);
  const events = await database.sql`select max(at) as last from console.case_event`;
  expect(Date.parse(events[0]!.last as string)).toBeLessThanOrEqual(now.getTime());
  const texts = await database.sql`select text from console.case_event where what = 'reply'`;
  for (const { text } of texts) expect(text).not.toMatch(/…|\{\w+\}|: –/);

  await seedDemoCases(db, { now: new Date(now.getTime() + 86_400_000), profile });
  expect(await rows()).toEqual(seeded);
  await owner.end();

  const pirkko = ctxOf(database.db, staffActor("00000000-0000-4000-8000-00000000000a", ["customer_service"]), {
    now: () => now,
  });
  const { counts } = await listCases(pirkko, {});
  expect(counts.unassigned).toBeGreaterThan(2);
});
