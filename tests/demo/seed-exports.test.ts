import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { exportStories } from "#app/demo/export-stories.ts";
import { inThePast } from "#app/demo/past-times.server.ts";
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
  // What tells of an erasure is the last that goes to an address: nothing keeps the address after it.
  expect(
    await database.sql`select 1 from console.message where purpose = 'export_erased' and recipient <> ''`,
  ).toHaveLength(0);
  // The trail has each event at its own time, in the order of the times, and nobody can tell it a time any more.
  const trail = async (id: string) =>
    (
      await database.sql`select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, action, request_id from audit.event
        where target_kind = 'export_request' and target_id = ${id} order by seq`
    ).map(({ day, action, request_id }) => [day, String(action).replace("export_request.", ""), request_id]);
  expect(await trail(seeded[0]!.id)).toEqual(
    [
      ["2026-04-07", "request"],
      ["2026-04-07", "set_dates"],
      ["2026-04-07", "scope"],
      ["2026-05-17", "approve"],
      ["2026-05-17", "export_run.start"],
      ["2026-05-17", "export_run.ready"],
      ["2026-05-17", "hand_over"],
      ["2026-05-19", "export_download.start"],
      ["2026-05-19", "export_download.finish"],
      ["2026-07-07", "end_retrieval"],
      ["2026-07-16", "propose_erasure"],
      ["2026-07-17", "approve_erasure"],
      ["2026-07-17", "erase"],
    ].map((row) => [...row, "demo-data"]),
  );
  const [order] = await database.sql`select array_agg(at order by seq) = array_agg(at order by at, seq) as kept
    from audit.event where target_kind = 'export_request'`;
  expect(order!.kept).toBe(true);
  const past = (sql: typeof owner) => sql`select audit.append('job', 'x', 'test.done', 'thing', 'late', 'done',
    'demo-data at 2020-01-01T00:00:00.000Z', '{}'::jsonb)`;
  await past(owner);
  await past(database.sql);
  const [late] = await database.sql`select count(*)::int as rows from audit.event
    where target_id = 'late' and at > now() - interval '1 hour'`;
  expect(late!.rows).toBe(2);

  // A database that is killed in the middle removes nothing: temporary functions are left, and what is made of them.
  const killed = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await killed`create function pg_temp.in_the_past() returns trigger language plpgsql as 'begin return new; end'`;
  await killed`create trigger demo_in_the_past before insert on audit.event
    for each row execute function pg_temp.in_the_past()`;
  await seedDemoExports(db, { now: new Date(now.getTime() + 86_400_000), profile, deps });
  expect(await rows()).toEqual(seeded);
  expect(await database.sql`select tgname from pg_trigger where tgname = 'demo_in_the_past'`).toHaveLength(0);
  await killed.end();
  await owner.end();
});

test("however the session ends that tells the trail its times, nothing of it is left, and no other session's rows are touched", async () => {
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const triggers = async () =>
    (await database.sql`select tgname from pg_trigger where tgname = 'demo_in_the_past'`).length;
  const append = (
    sql: typeof owner,
    id: string,
  ) => sql`select audit.append('job', 'x', 'test.done', 'thing', ${id}, 'done',
    'demo-data at 2020-01-01T00:00:00.000Z', '{}'::jsonb)`;
  let going = 0;
  await inThePast(drizzle(owner, { schema }), async () => {
    going = await triggers();
    await append(owner, "by the owner");
    await append(database.sql, "by the web");
    const [{ pid }] = (await owner`select pg_backend_pid() as pid`) as unknown as [{ pid: number }];
    const other = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    await other`select pg_terminate_backend(${pid})`;
    await other.end();
    await owner.end();
  }).catch(() => {});
  expect(going).toBe(1);
  await expect.poll(triggers).toBe(0);
  const rows = await database.sql`select target_id, extract(year from at)::int > 2020 as now from audit.event
    where target_id like 'by the %' order by seq`;
  expect(rows.map(({ target_id, now }) => [target_id, now])).toEqual([
    ["by the owner", false],
    ["by the web", true],
  ]);
});
