import { asc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeEach, expect, test } from "vitest";
import * as schema from "#db/schema/index.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { release } from "#db/schema/releases.ts";
import { holdsDemoService, seedDemoService } from "#app/demo/seed-service.server.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { testDatabase } from "#tests/setup/database.ts";

const { ownerUrl } = await testDatabase();
// The demo's data is loaded by the owner, before the application's roles open the database.
const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const db = drizzle(owner, { schema });
const model = createServiceModel({ from: new Date("2025-10-01T00:00:00Z") });
const seed = (iso: string) => seedDemoService(db, { now: new Date(iso), model, profile: loadProfile() });

beforeEach(async () => {
  // What happened to a window is not deleted row by row: its history does not let that be.
  await db.execute(sql`truncate console.maintenance_window cascade`);
  await db.delete(release);
  await ensureCatalogue(db, loadProfile());
});

const windows = () => db.select().from(maintenanceWindow).orderBy(asc(maintenanceWindow.startsAt));
const stateOf = async (startsAt: string) =>
  (await windows()).find((one) => one.startsAt.toISOString() === startsAt)?.state;

test("thirteen months of windows lie behind and the next ones ahead, each with its components", async () => {
  await seed("2026-11-23T12:00:00Z");
  const planned = (await windows()).filter(({ kind }) => kind === "planned");
  expect(planned.at(0)!.startsAt.toISOString()).toBe("2025-10-25T19:00:00.000Z");
  expect(planned.slice(-3).map(({ startsAt, state }) => [startsAt.toISOString(), state])).toEqual([
    ["2026-11-21T20:00:00.000Z", "completed"],
    ["2026-12-26T20:00:00.000Z", "planned"],
    ["2027-01-23T20:00:00.000Z", "planned"],
  ]);
  expect(planned.at(-3)).toMatchObject({
    titleEn: "Maintenance break, week 47",
    titleFi: "Huoltokatko, viikko 47",
    titleSv: "Underhållsavbrott, vecka 47",
    announcedAt: new Date("2026-11-07T20:00:00.000Z"),
  });
  const scope = await db
    .select({ key: component.key })
    .from(maintenanceScope)
    .innerJoin(component, eq(component.id, maintenanceScope.componentId))
    .where(eq(maintenanceScope.windowId, planned.at(-3)!.id))
    .orderBy(component.key);
  expect(scope.map(({ key }) => key)).toEqual(["app-servers", "databases", "load-balancer"]);
});

test("releases are those that have come, with what they changed", async () => {
  await seed("2026-11-23T12:00:00Z");
  const rows = await db.select().from(release).orderBy(asc(release.releasedAt));
  expect(rows.filter(({ kind }) => kind === "weekly").at(-1)).toMatchObject({
    version: "2026.47.0",
    releasedAt: new Date("2026-11-17T04:00:00.000Z"),
  });
  // Tuesdays from 2025-10-28 to 2026-11-17.
  expect(rows.filter(({ kind }) => kind === "weekly")).toHaveLength(56);
  expect(rows.filter(({ kind }) => kind === "urgent").length).toBeGreaterThan(3);
  for (const { commit, items } of rows) {
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(items[0]!.text.length).toBeGreaterThan(20);
  }
});

test("a later start adds and moves on, and an equal one changes nothing", async () => {
  await seed("2026-11-21T12:00:00Z");
  expect(await stateOf("2026-11-21T20:00:00.000Z")).toBe("announced");
  await seed("2026-11-21T21:00:00Z");
  expect(await stateOf("2026-11-21T20:00:00.000Z")).toBe("in_progress");
  const before = await windows();
  await seed("2026-11-21T21:00:00Z");
  expect(await windows()).toEqual(before);
  await seed("2026-12-14T12:00:00Z");
  expect(await stateOf("2026-11-21T20:00:00.000Z")).toBe("completed");
  expect(await stateOf("2026-12-26T20:00:00.000Z")).toBe("announced");
  expect(await db.select().from(release).where(eq(release.version, "2026.51.0"))).toEqual([]);
  await seed("2026-12-15T12:00:00Z");
  expect(await db.select().from(release).where(eq(release.version, "2026.51.0"))).toHaveLength(1);
});

test("a database is known to hold the demo's service by its windows, not by other people's", async () => {
  await db.insert(maintenanceWindow).values({
    titleEn: "Our own",
    titleFi: "Oma",
    titleSv: "Egen",
    startsAt: new Date("2026-11-21T20:00:00Z"),
    endsAt: new Date("2026-11-22T04:00:00Z"),
  });
  expect(await holdsDemoService(db, model)).toBe(false);
  await seed("2026-11-23T12:00:00Z");
  expect(await holdsDemoService(db, model)).toBe(true);
});
