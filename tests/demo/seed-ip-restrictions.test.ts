import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import { expect, test } from "vitest";
import { seedDemoCustomers } from "#app/demo/seed-customers.server.ts";
import { seedDemoIpRestrictions } from "#app/demo/seed-ip-restrictions.server.ts";
import { seedDemoSignIns } from "#app/demo/seed-sign-ins.server.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import type { DryRun } from "#app/domain/ip-restrictions/dry-run-rules.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import * as schema from "#db/schema/index.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { agent, clockJob } from "#tests/support/ip-restrictions.ts";
import { homeRestrictions } from "#app/domain/ip-restrictions/home-restrictions.server.ts";
import { settleRestrictions } from "#app/domain/ip-restrictions/settle-restrictions.server.ts";

const database = await testDatabase();

test("the demo has lists in every state that asks something of somebody, and a later start leaves them as they are", async () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const profile = loadProfile();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const db = drizzle(owner, { schema });
  await seedDemoStaff(db, { issuer: "https://broker.example", subjectKey: "k" });
  await seedDemoCustomers(db);
  await seedDemoSignIns(db, { now });
  await seedDemoIpRestrictions(db, { now, profile });
  const rows = () => database.sql`select * from console.ip_restriction order by created_at`;
  const seeded = await rows();
  expect(seeded.map((row) => row.state)).toEqual(["active", "active", "lifted", "rolled_back", "proposed", "draft"]);
  const waiting = seeded[4]!.dry_run as DryRun;
  expect(waiting.people.lockedOut + waiting.people.partly).toBeGreaterThan(0);
  expect(waiting.people.lockedOut).toBeLessThan(waiting.people.total);
  const [artefact] = await database.sql`select content from console.edge_artefact order by version desc limit 1`;
  expect(Object.keys((artefact!.content as { customers: object }).customers)).toHaveLength(2);
  expect(await database.sql`select 1 from console.message where state <> 'sent'`).toHaveLength(0);

  await seedDemoIpRestrictions(db, { now: new Date(now.getTime() + 86_400_000), profile });
  expect(await rows()).toEqual(seeded);
  await owner.end();
  const clock = { now: () => now };
  const home = await homeRestrictions(await agent(database, "Third", clock));
  expect(home.map(({ kind }) => kind)).toEqual(["rolled_back", "second_person", "ending_soon"]);
  // The desk was told of the end in nine days when the clock's round came by, and is not told again.
  expect(seeded[1]!.warned_days).toBe(14);
  expect(await settleRestrictions(clockJob(database, clock))).toEqual({ rolledBack: 0, ended: 0, warned: 0 });
});
