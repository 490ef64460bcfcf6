import { asc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeEach, expect, test } from "vitest";
import { bulletinContentSchema } from "#app/domain/bulletins/content-schema.ts";
import { demoPeople } from "#app/demo/people.ts";
import { demoChangeOf, ordinaryChanges, slowPageChange, urgentChanges } from "#app/demo/release-changes.ts";
import { seedDemoBulletins } from "#app/demo/seed-bulletins.server.ts";
import { seedDemoService } from "#app/demo/seed-service.server.ts";
import { seedDemoSubscribers } from "#app/demo/seed-subscribers.server.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { bulletin, bulletinEvent, bulletinRelease, bulletinRevision } from "#db/schema/bulletins.ts";
import * as schema from "#db/schema/index.ts";
import { staff } from "#db/schema/identity.ts";
import { subscriber } from "#db/schema/mailings.ts";
import { release } from "#db/schema/releases.ts";
import { testDatabase } from "#tests/setup/database.ts";

const { ownerUrl } = await testDatabase();
// The demo's data is loaded by the owner, before the application's roles open the database.
const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const db = drizzle(owner, { schema });
const model = createServiceModel({ from: new Date("2026-01-01T00:00:00Z") });
const people = demoPeople.filter(({ role }) => role === "release_manager");
const profile = loadProfile();
await ensureCatalogue(db, profile);
const [juuso, jonna] = await db
  .insert(staff)
  .values(people.map(({ name, email }) => ({ displayName: name, email })))
  .returning();

async function seed(iso: string) {
  const now = new Date(iso);
  await seedDemoService(db, { now, model, profile });
  await seedDemoBulletins(db, { now });
}
const weeklies = () => db.select().from(bulletin).where(eq(bulletin.kind, "weekly")).orderBy(asc(bulletin.weekOf));
const ofWeek = async (monday: string) => (await weeklies()).find(({ weekOf }) => weekOf === monday)!;
const historyOf = async (id: string) =>
  (await db.select().from(bulletinEvent).where(eq(bulletinEvent.bulletinId, id)).orderBy(asc(bulletinEvent.id))).map(
    ({ what, version, actorId }) => `${version} ${what} ${actorId === juuso!.id ? "Juuso" : "Jonna"}`,
  );

beforeEach(async () => {
  await owner`truncate console.bulletin, console.release cascade`;
});

test("every line of the demo's releases is told in three languages, none of them twice", () => {
  const all = [...ordinaryChanges, ...urgentChanges, slowPageChange("/home")];
  for (const one of all) {
    expect(demoChangeOf(one.en)).toEqual(one);
    expect(new Set([one.fi, one.sv, one.en]).size, one.en).toBe(3);
  }
  for (const language of ["fi", "sv", "en"] as const)
    expect(new Set(all.map((one) => one[language])).size).toBe(all.length);
});

test("twenty weeks of bulletins are out, each written by one and reviewed by the other; the present week's is a draft", async () => {
  await seed("2026-11-23T06:20:00Z");
  const rows = await weeklies();
  expect(rows.map(({ weekOf }) => weekOf).slice(-3)).toEqual(["2026-11-09", "2026-11-16", "2026-11-23"]);
  expect(rows).toHaveLength(21);
  for (const row of rows.slice(0, -1)) {
    expect(row).toMatchObject({ state: "published", submittedBy: juuso!.id, approvedBy: jonna!.id });
    const { texts } = bulletinContentSchema.parse(row.published);
    for (const { title, sections, translated } of Object.values(texts)) {
      expect(translated).toBe(true);
      expect(title).toContain(`/${row.weekOf!.slice(0, 4)}`);
      expect(Object.values(sections).join("")).toMatch(/^- \S/);
    }
  }
  const last = await ofWeek("2026-11-16");
  expect(last).toMatchObject({
    slug: "2026-w47",
    version: 5,
    publishedVersion: 2,
    // Friday 14:30 in Helsinki.
    publishedAt: new Date("2026-11-20T12:30:00Z"),
    correctionNote: null,
  });
  expect(await historyOf(last.id)).toEqual([
    "1 create Juuso",
    "2 save Juuso",
    "3 submit Juuso",
    "4 approve Jonna",
    "5 publish Juuso",
  ]);
  const told = await db
    .select({ version: release.version })
    .from(bulletinRelease)
    .innerJoin(release, eq(release.id, bulletinRelease.releaseId))
    .where(eq(bulletinRelease.bulletinId, last.id));
  expect(told).toEqual([{ version: "2026.47.0" }]);
  const draft = rows.at(-1)!;
  expect(draft).toMatchObject({ state: "draft", version: 1, published: null, publishedAt: null });
  const { texts } = bulletinContentSchema.parse(draft.content);
  expect([texts.fi.translated, texts.sv.translated, texts.en.translated]).toEqual([true, false, true]);
});

test("one of them was corrected, with a note and both versions kept", async () => {
  await seed("2026-11-23T06:20:00Z");
  const corrected = (await weeklies()).filter(({ correctedAt }) => correctedAt !== null);
  expect(corrected.map(({ slug }) => slug)).toEqual(["2026-w45"]);
  const [row] = corrected;
  expect(row).toMatchObject({
    state: "published",
    version: 10,
    publishedVersion: 7,
    firstPublishedAt: new Date("2026-11-06T12:30:00Z"),
    publishedAt: new Date("2026-11-09T08:40:00Z"),
    correctionNote: { fi: expect.stringContaining("puuttui") },
  });
  const revisions = await db
    .select()
    .from(bulletinRevision)
    .where(eq(bulletinRevision.bulletinId, row!.id))
    .orderBy(asc(bulletinRevision.version));
  expect(revisions.map(({ version }) => version)).toEqual([1, 2, 7]);
  expect(JSON.stringify(revisions[2]!.content).length).toBeGreaterThan(JSON.stringify(revisions[1]!.content).length);
});

test("of the announcements one is pinned, and one was retracted with a note", async () => {
  await seed("2026-11-23T06:20:00Z");
  const rows = await db
    .select()
    .from(bulletin)
    .where(eq(bulletin.kind, "important"))
    .orderBy(asc(bulletin.publishedAt));
  expect(rows.map(({ slug, state, pinnedUntil }) => [slug, state, pinnedUntil?.toISOString() ?? null])).toEqual([
    ["2026-10-21-palkkatietoilmoitukset-viivastyvat", "retracted", null],
    ["2026-11-19-palvelun-nimissa-lahetetaan-huijausviesteja", "published", "2026-12-19T10:00:00.000Z"],
  ]);
  expect(rows[0]!.retractionNote).toMatchObject({ sv: expect.stringContaining("testmiljö") });
});

test("an equal start changes nothing; a later one ends the draft that nobody touched and begins the next", async () => {
  await seed("2026-11-23T06:20:00Z");
  const before = await db.select().from(bulletin).orderBy(asc(bulletin.id));
  await seed("2026-11-23T06:30:00Z");
  expect(await db.select().from(bulletin).orderBy(asc(bulletin.id))).toEqual(before);
  await seed("2026-11-30T07:00:00Z");
  const ended = await ofWeek("2026-11-23");
  expect(ended).toMatchObject({ state: "published", version: 5, publishedVersion: 2 });
  expect(await historyOf(ended.id)).toHaveLength(5);
  expect(await ofWeek("2026-11-30")).toMatchObject({ state: "draft" });
  expect(await db.$count(bulletin)).toBe(24);
});

test("what a person did stays: an edited draft, a bulletin of the same week, and releases they recorded", async () => {
  await seed("2026-11-23T06:20:00Z");
  await db.update(bulletin).set({ version: 2 }).where(eq(bulletin.weekOf, "2026-11-23"));
  const [own] = await db
    .insert(bulletin)
    .values({ kind: "weekly", slug: "our-own", weekOf: "2026-11-30", content: {}, createdBy: jonna!.id })
    .returning();
  await seed("2026-12-07T07:00:00Z");
  expect(await ofWeek("2026-11-23")).toMatchObject({ state: "draft", version: 2 });
  expect(await ofWeek("2026-11-30")).toEqual(own);
  expect((await weeklies()).filter(({ weekOf }) => weekOf === "2026-11-30")).toHaveLength(1);
});

test("a few readers subscribe, at addresses of nobody; one who left does not come back", async () => {
  await seedDemoSubscribers(db, { now: new Date("2026-11-23T06:20:00Z") });
  const rows = await db.select().from(subscriber);
  expect(rows.map(({ email }) => email)).toEqual(rows.map(() => expect.stringMatching(/@[a-z-]+\.example$/)));
  expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(["fi", "sv", "en"]));
  await db.update(subscriber).set({ state: "unsubscribed", email: null }).where(eq(subscriber.id, rows[0]!.id));
  await seedDemoSubscribers(db, { now: new Date("2026-11-24T06:20:00Z") });
  expect(await db.select().from(subscriber)).toHaveLength(rows.length);
  expect(await db.select().from(subscriber).where(eq(subscriber.id, rows[0]!.id))).toMatchObject([{ email: null }]);
});
