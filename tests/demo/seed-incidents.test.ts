import { expect, test } from "vitest";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { seedDemoIncidents } from "#app/demo/seed-incidents.server.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import { incidentsOfMonth } from "#app/demo/service-model/incident-events.ts";
import { connections } from "#app/demo/incident-stories/connections.ts";
import { ownParts } from "#app/demo/incident-stories/own-parts.ts";
import {
  openForm,
  resolveForm,
  reviewForm,
  followUpForm,
  updateForm,
} from "#app/domain/health/incidents/incident-schema.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { similarIncidents } from "#app/domain/health/incidents/similar-incidents.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import * as schema from "#db/schema/index.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { opened, person, withCatalogue } from "#tests/support/incidents.ts";

const profile = loadProfile();
const at = (text: string) => new Date(text).getTime();
const event = (title: string, touches: string[], from: string, minutes: number, kind = "incident") => ({
  title,
  touches,
  from: at(from),
  to: at(from) + minutes * 60_000,
  kind,
});
const happened = [
  event("The bank connections are down", ["banks"], "2026-06-01T07:00:00Z", 60),
  event("The bank connections are down", ["banks"], "2026-09-01T07:00:00Z", 100),
  event("Maintenance", ["banks"], "2026-09-19T20:00:00Z", 480, "window"),
  event("Two application servers are down", ["app-servers", "app-2", "app-5"], "2026-10-10T07:00:00Z", 60),
  event("The bank connections are down", ["banks"], "2026-11-22T08:00:00Z", 60),
  event("The SIEM refuses a part of the log", ["siem"], "2026-11-23T09:30:00Z", 120),
];
const events = { between: (from: number, to: number) => happened.filter((one) => one.to > from && one.from < to) };
const now = new Date("2026-11-23T10:00:00Z");

async function seeded() {
  const database = await testDatabase();
  await withCatalogue(database);
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const owner = drizzle(sql, { schema });
  await seedDemoStaff(owner, { issuer: "https://broker.example", subjectKey: "k".repeat(64) });
  const start = (when: Date) => seedDemoIncidents(owner, { now: when, events, profile });
  return { database, start, end: () => sql.end() };
}

const titles = async (database: Awaited<ReturnType<typeof testDatabase>>) =>
  (await database.sql`select title, state from console.incident order by number`).map((row) => [row.title, row.state]);

test("what is over is told once, by the platform team, with what helped; a later start adds only what came since", async () => {
  const { database, start, end } = await seeded();
  await start(now);
  await start(now);
  // Not the one before the 90 days, not the window, not the one that still goes on.
  expect(await titles(database)).toEqual([
    ["Bank connections are down", "resolved"],
    ["Application servers app-2 and app-5 are down", "resolved"],
    ["Banks do not answer, payments wait", "resolved"],
  ]);
  const reader = await person(database, "Reader", ["customer_service"], testClock(now));
  const [row] = await database.sql`select number from console.incident order by number limit 1`;
  const first = await readIncident(reader, { number: row!.number as number });
  expect(first.openMinutes).toBe(100);
  // Slow until the cause was known, at 40 of the 100 minutes, then down.
  expect(first.components).toMatchObject([
    { key: "banks", worstImpact: "down", minutes: { slow: 40, partial: 0, down: 60 } },
  ]);
  expect(first.updates.map((update) => update.state)).toEqual([
    "investigating",
    "identified",
    "monitoring",
    "resolved",
  ]);
  expect(new Set(first.updates.map((update) => update.by))).toEqual(new Set(["Alma Alustala", "Katri Konesalo"]));
  expect(first.review?.whatHelped).toContain("Renewing the certificate");
  expect(first.followUps.map((followUp) => followUp.done !== null)).toEqual([false, true]);
  expect(first.incident.alertName).toBe("Bank connections: down");

  // The newest one's review is still to be written, and the earlier one is found from it.
  const [last] = await database.sql`select number from console.incident order by number desc limit 1`;
  const newest = await readIncident(reader, { number: last!.number as number });
  expect(newest.review).toBeNull();
  const [similar] = await similarIncidents(reader, { ...newest.incident, components: ["banks"] });
  expect(similar).toMatchObject({
    incident: { title: "Bank connections are down" },
    whatHelped: first.review!.whatHelped,
  });

  await start(new Date("2026-11-24T10:00:00Z"));
  expect((await titles(database)).at(-1)).toEqual(["SIEM export: a quarter of the log is refused", "resolved"]);
  expect(await titles(database)).toHaveLength(4);
  await end();
});

test("what a person told is not told again", async () => {
  const { database, start, end } = await seeded();
  const clock = testClock(new Date("2026-11-23T09:45:00Z"));
  const alma = await person(database, "Alma", ["platform"], clock);
  const number = await opened(alma, { siem: "slow" }, { title: "My own" });
  clock.advance(7200);
  await resolveIncident(alma, { number, version: 1, text: "Over" });
  await start(new Date("2026-11-24T10:00:00Z"));
  expect((await titles(database)).map(([title]) => title)).not.toContain(
    "SIEM export: a quarter of the log is refused",
  );
  await end();
});

test("every incident of the model has a story, and every story could have been typed", () => {
  const stories = { ...ownParts, ...connections };
  const months = Array.from({ length: 36 }, (_, i) => ({ year: 2025 + Math.floor(i / 12), month: (i % 12) + 1 }));
  const model = new Set(months.flatMap((month) => incidentsOfMonth(month, 71).map(({ title }) => title)));
  expect([...model].sort()).toEqual(Object.keys(stories).sort());
  for (const story of Object.values(stories).flat()) {
    const impacts = [{ component: "banks", impact: story.impact }];
    openForm(now).parse({ title: story.title, text: story.opened, impacts });
    for (const text of [story.identified, story.monitoring])
      updateForm.parse({ text, state: "monitoring", impacts: [] });
    resolveForm(now).parse({ text: story.resolved });
    reviewForm.parse(story.review);
    for (const { text, owner } of story.followUps) followUpForm.parse({ text, owner });
  }
});
