import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { component, componentState } from "#db/schema/health.ts";
import { incident, incidentComponent } from "#db/schema/incidents.ts";
import { collector } from "#db/schema/latency.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { readHealth } from "#app/domain/health/read-health.server.ts";
import { readHealthHistory } from "#app/domain/health/read-health-history.server.ts";
import { readStateChanges } from "#app/domain/health/read-state-changes.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "#tests/support/contexts.ts";
import { unreachable } from "#tests/support/grafana.ts";

const { db } = await testDatabase();
const now = new Date("2026-11-23T06:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const DAY = 86_400;
const reader = (at = now) =>
  ctxOf(db, staffActor("00000000-0000-4000-8000-000000000001", ["customer_service"]), { now: () => at });
const ids = new Map<string, string>();
const source = (state: "slow" | "down" | "operational") => [
  { kind: "query" as const, name: "Speed", state, detail: "4.53 s" },
];

beforeAll(async () => {
  await ensureCatalogue(db, loadProfile());
  for (const row of await db.select().from(component)) ids.set(row.key, row.id);
  const since = ago(30 * DAY);
  const bad: Record<string, "slow" | "down"> = { databases: "slow", "app-servers": "slow", banks: "down" };
  for (const [key, componentId] of ids) {
    const changed = ago(1200);
    if (bad[key])
      await db.insert(componentState).values([
        { componentId, state: "operational", startedAt: since, observedAt: changed, endedAt: changed },
        { componentId, state: bad[key], sources: source(bad[key]), startedAt: changed, observedAt: ago(20) },
      ]);
    // The backups were last seen an hour ago.
    else
      await db.insert(componentState).values({
        componentId,
        state: "operational",
        startedAt: since,
        observedAt: ago(key === "backups" ? 3600 : 20),
      });
  }
  await db
    .insert(collector)
    .values({ name: "observe-health", attemptedAt: ago(20), succeededAt: ago(50), problem: unreachable });
});

test("each component with its state, what said so, what it was before, and the sentence over all", async () => {
  const health = await readHealth(reader());
  expect(health.sentence).toBe(
    "Bank connections is down since 07:40, Application servers is slow since 07:40 and Databases is slow since 07:40. " +
      "Backups is unknown since 07:00. All 7 other components are operational.",
  );
  const banks = health.components.find(({ key }) => key === "banks");
  expect(banks).toMatchObject({
    state: "down",
    since: "2026-11-23T05:40:00.000Z",
    observedAt: "2026-11-23T05:59:40.000Z",
    before: { state: "operational", until: "2026-11-23T05:40:00.000Z" },
    sources: [{ name: "Speed", detail: "4.53 s" }],
    cause: { key: "databases", name: "Databases" },
  });
  expect(health.source).toEqual({
    problem: { kind: "unreachable", message: "Grafana did not answer as it should; the platform team is told." },
    lastObservedAt: "2026-11-23T05:59:10.000Z",
    silent: false,
  });
  // Who can mend it gets what to do.
  const platform = staffActor("00000000-0000-4000-8000-000000000002", ["platform"]);
  expect((await readHealth(ctxOf(db, platform, { now: () => now }))).source.problem).toEqual(unreachable);
});

test("what was last seen operational an hour ago is unknown now, and says what it was", async () => {
  const { components } = await readHealth(reader());
  expect(components.find(({ key }) => key === "backups")).toMatchObject({
    state: "unknown",
    since: "2026-11-23T05:00:00.000Z",
    before: { state: "operational", until: "2026-11-23T05:00:00.000Z" },
  });
});

test("when nobody looks any more nothing is operational, and that is said", async () => {
  const later = new Date(now.getTime() + 120_000);
  const health = await readHealth(reader(later));
  expect(health.components.filter(({ state }) => state !== "unknown")).toEqual([]);
  expect(health.sentence).toBe("The state of all 11 components is unknown since 07:59.");
  expect(health.source.silent).toBe(true);
});

test("a window and an incident are both shown beside what is observed, and hide nothing", async () => {
  const [window] = await db
    .insert(maintenanceWindow)
    .values({
      state: "announced",
      titleEn: "Bank certificates",
      titleFi: "Pankkivarmenteet",
      titleSv: "Bankcertifikat",
      startsAt: ago(600),
      endsAt: ago(-600),
      announcedAt: ago(DAY),
    })
    .returning();
  await db.insert(maintenanceScope).values({ windowId: window!.id, componentId: ids.get("banks")! });
  const [opened] = await db
    .insert(incident)
    .values({ title: "Payments wait", startedAt: ago(900), openedFrom: "hand" })
    .returning();
  await db
    .insert(incidentComponent)
    .values({ incidentId: opened!.id, componentId: ids.get("banks")!, impact: "partial", worstImpact: "down" });
  const { components, windows, incidents } = await readHealth(reader());
  expect(components.find(({ key }) => key === "banks")).toMatchObject({
    state: "down",
    windows: [{ title: "Bank certificates", inProgress: true }],
    incidents: [{ number: opened!.number, title: "Payments wait", impact: "partial" }],
  });
  expect(components.find(({ key }) => key === "siem")).toMatchObject({ windows: [], incidents: [] });
  expect(windows).toHaveLength(1);
  expect(incidents[0]!.components).toEqual([{ key: "banks", name: "Bank connections", impact: "partial" }]);

  const { days, uptime } = (await readHealthHistory(reader())).get("banks")!;
  expect(days).toHaveLength(90);
  expect(days.at(-1)).toEqual({
    day: "2026-11-23",
    state: "down",
    minutes: { operational: 460, down: 20 },
    window: true,
    incidents: [opened!.number],
  });
  expect(days[0]).toMatchObject({ day: "2026-08-26", state: "unknown", minutes: { unknown: 1440 }, window: false });
  // Known since 30 days to the minute; down for 20 minutes, of which the last 10 in the window, which was announced.
  const known = 30 * 1440;
  expect(uptime[0]).toMatchObject({ days: 90, raw: (known - 20) / known, corrected: (known - 20) / (known - 10) });
});

test("a window that was announced after it began is drawn, and corrects nothing", async () => {
  const [late] = await db
    .insert(maintenanceWindow)
    .values({
      kind: "urgent",
      state: "in_progress",
      titleEn: "Restart",
      titleFi: "Uudelleenkäynnistys",
      titleSv: "Omstart",
      startsAt: ago(1200),
      endsAt: ago(-600),
      announcedAt: ago(600),
    })
    .returning();
  await db.insert(maintenanceScope).values({ windowId: late!.id, componentId: ids.get("databases")! });
  const at = new Date(now.getTime() + 31_000);
  const { components } = await readHealth(reader(at));
  expect(components.find(({ key }) => key === "databases")!.windows).toMatchObject([
    { title: "Restart", announced: "late" },
  ]);
  const [ninety] = (await readHealthHistory(reader(at))).get("databases")!.uptime;
  expect(ninety).toMatchObject({ excludedMs: 0, raw: 1, corrected: 1 });
  expect(ninety!.slowMs).toBe(1200_000 + 31_000);
});

test("the last changes of a component, newest first", async () => {
  const changes = await readStateChanges(reader(), { key: "banks" });
  expect(changes.map(({ state, from, to }) => [state, from, to])).toEqual([
    ["down", "2026-11-23T05:40:00.000Z", null],
    ["operational", "2026-10-24T06:00:00.000Z", "2026-11-23T05:40:00.000Z"],
  ]);
});

test("a retired component is no part of it, and nobody without the permission reads it", async () => {
  await db.update(component).set({ retiredAt: now }).where(eq(component.key, "siem"));
  expect((await readHealth(reader())).components.some(({ key }) => key === "siem")).toBe(false);
  const administrator = ctxOf(db, staffActor("00000000-0000-4000-8000-000000000002", ["administrator"]));
  await expect(readHealth(administrator)).rejects.toMatchObject({ code: "forbidden" });
  await expect(readHealthHistory(administrator)).rejects.toMatchObject({ code: "forbidden" });
});
