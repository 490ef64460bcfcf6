import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { exportStories } from "#app/demo/export-stories.ts";
import { seedDemoExports } from "#app/demo/seed-exports.server.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import type { ExportDeps } from "#app/jobs/export/perform-run.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import * as schema from "#db/schema/index.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "#tests/support/contexts.ts";
import { officer } from "#tests/support/leaving-customer.ts";
import { simpleMaker } from "#tests/support/simple-archive.ts";

const database = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), "huolto-demo-"));
afterAll(() => rm(folder, { recursive: true }));

test("the demo has exports at the later states of their life, and a later start leaves them as they are", async () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const profile = loadProfile();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const db = drizzle(owner, { schema });
  await seedDemoStaff(db, { issuer: "https://broker.example", subjectKey: "k" });
  for (const [i, { company }] of exportStories.entries()) {
    const [made] = await owner`insert into ledger.companies (business_id, country, name)
      values (${`910000${i}-1`}, 'FI', ${company}) returning id`;
    await owner`insert into ledger.financial_years (company_id, starts_on, ends_on, closed_on)
      values (${made!.id}, '2025-01-01', '2025-12-31', '2026-03-01')`;
  }
  const archives = diskStorage(path.join(folder, "archives"));
  const deps: ExportDeps = {
    slotUrls: database.slotUrls,
    documents: diskStorage(path.join(folder, "documents")),
    archives,
    stagingFolder: path.join(folder, "archives", "tmp"),
    signingKey: ensureSigningKey(path.join(folder, "key.pem")),
    maker: simpleMaker(),
  };
  await seedDemoExports(db, { now, profile, deps });
  const rows = () => database.sql`select id, state, version from console.export_request order by number`;
  const seeded = await rows();
  expect(seeded.map(({ state }) => state)).toEqual(["erased", "retained", "handed_over", "scoped"]);
  const by = await officer(database, "Aino Asker");
  const lives = await Promise.all(
    seeded.map(({ id }) => readLife(serviceCtxOf(database.db, by.actor, { clock: { now: () => now } }), { id })),
  );
  // Handed over on 19 November; notice until the 3rd, transition until 3 December, fetching until 2 January.
  expect(lives.map(({ fetchUntil, assumed }) => [fetchUntil, assumed]).slice(1)).toEqual([
    ["2026-11-03", false],
    ["2027-01-02", false],
    ["2027-02-11", false],
  ]);
  expect(await archives.stat(lives[0]!.erasure!.certificateKey!)).not.toBeNull();
  expect(lives[0]!.files).toHaveLength(1);
  expect(await archives.stat(lives[0]!.files[0]!.key)).toBeNull();
  expect(lives[1]).toMatchObject({ fetchedOn: "2026-09-27", erasure: { proposedBy: "Vilma Vientiranta" } });
  expect(await archives.stat(lives[1]!.files[0]!.key)).not.toBeNull();
  expect(await database.sql`select 1 from console.message where state <> 'sent'`).toHaveLength(0);
  await seedDemoExports(db, { now: new Date(now.getTime() + 86_400_000), profile, deps });
  expect(await rows()).toEqual(seeded);
  await owner.end();
});
