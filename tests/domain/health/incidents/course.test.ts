import { expect, test } from "vitest";
import { openIncidents } from "#app/domain/health/incidents/open-incidents.server.ts";
import { openIncident } from "#app/domain/health/incidents/open-incident.server.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
import { reopenIncident } from "#app/domain/health/incidents/reopen-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import {
  impactRows,
  impactsOf,
  incidentRow,
  incidentTrail,
  opened,
  person,
  withCatalogue,
} from "#tests/support/incidents.ts";

const database = await testDatabase();
await withCatalogue(database);
// Monday 10:00 in Helsinki, winter time.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await person(database, "Alma Alustala", ["platform"], clock);
const pasi = await person(database, "Pasi Palvelinmaa", ["platform"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);

test("an incident from its opening to its resolution, as an agent reads it", async () => {
  const result = await openIncident(alma, {
    title: "Bank connections time out",
    startedAt: "2026-11-23T09:20",
    text: "Payments wait in the queue.\r\nThe bank says nothing yet.",
    impacts: impactsOf({ banks: "slow" }),
    openedFrom: "alert",
    alertName: "DependencySlow",
  });
  const number = (result as { number: number }).number;
  clock.advance(600);
  await updateIncident(pasi, {
    number,
    version: 1,
    text: "The bank's certificate expired.",
    state: "identified",
    impacts: impactsOf({ banks: "down", "partner-api": "slow" }),
  });
  clock.advance(600);
  await updateIncident(alma, {
    number,
    version: 2,
    text: "New certificate.",
    state: "monitoring",
    impacts: impactsOf({ banks: "slow" }),
  });
  clock.advance(1200);
  await resolveIncident(pasi, {
    number,
    version: 3,
    text: "All payments are through.",
    resolvedAt: "2026-11-23T10:30",
  });

  const read = await readIncident(agent, { number });
  expect(read.incident).toMatchObject({
    state: "resolved",
    version: 4,
    openedFrom: "alert",
    alertName: "DependencySlow",
    startedAt: new Date("2026-11-23T07:20:00Z"),
    resolvedAt: new Date("2026-11-23T08:30:00Z"),
  });
  expect(read.openedBy).toBe("Alma Alustala");
  // 09:20 to 10:30. Banks: slow until 10:10, down until 10:20, slow until 10:30. Partner API: slow from 10:10.
  expect(read.openMinutes).toBe(70);
  expect(read.components).toEqual([
    {
      key: "banks",
      name: "Bank connections",
      impact: "operational",
      worstImpact: "down",
      minutes: { slow: 60, partial: 0, down: 10 },
    },
    {
      key: "partner-api",
      name: "Partner API",
      impact: "operational",
      worstImpact: "slow",
      minutes: { slow: 20, partial: 0, down: 0 },
    },
  ]);
  expect(read.updates.map(({ version, by, state, text }) => [version, by, state, text])).toEqual([
    [1, "Alma Alustala", "investigating", "Payments wait in the queue.\nThe bank says nothing yet."],
    [2, "Pasi Palvelinmaa", "identified", "The bank's certificate expired."],
    [3, "Alma Alustala", "monitoring", "New certificate."],
    [4, "Pasi Palvelinmaa", "resolved", "All payments are through."],
  ]);
  // The last was written at 10:40 and says what held since 10:30.
  expect(read.updates[3]).toMatchObject({
    at: new Date("2026-11-23T08:40:00Z"),
    holdsFrom: new Date("2026-11-23T08:30:00Z"),
  });
  expect((await openIncidents(database.db)).map((one) => one.number)).not.toContain(number);

  const trail = await incidentTrail(database, number);
  expect(trail.map((row) => [row.action, row.outcome])).toEqual([
    ["incident.open", "done"],
    ["incident.update", "done"],
    ["incident.update", "done"],
    ["incident.resolve", "done"],
  ]);
  expect(trail[1]!.details).toEqual({
    version: 2,
    state: "identified",
    impacts: { banks: "down", "partner-api": "slow" },
  });
  expect(JSON.stringify(trail)).not.toMatch(/certificate|payments|queue|time out/i);
});

test("the worst impact stays when it gets better, and a component that comes later is kept too", async () => {
  const number = await opened(alma, { databases: "partial" });
  await updateIncident(alma, {
    number,
    version: 1,
    text: "a",
    state: "identified",
    impacts: impactsOf({ databases: "slow", "app-servers": "down" }),
  });
  await updateIncident(alma, {
    number,
    version: 2,
    text: "b",
    state: "investigating",
    impacts: impactsOf({ "app-servers": "operational" }),
  });
  expect(await impactRows(database, number)).toEqual({
    "app-servers": ["operational", "down"],
    databases: ["slow", "partial"],
  });
});

test("a reopened incident goes on with its history; the time between is not counted", async () => {
  const number = await opened(alma, { "income-register": "down" });
  clock.advance(600);
  await resolveIncident(alma, { number, version: 1, text: "Over" });
  clock.advance(3600);
  await reopenIncident(pasi, {
    number,
    version: 2,
    reason: "The same error again",
    impacts: impactsOf({ "income-register": "slow" }),
  });
  clock.advance(300);
  const read = await readIncident(agent, { number });
  expect(read.incident).toMatchObject({ state: "investigating", resolvedAt: null, version: 3 });
  expect(read.openMinutes).toBe(15);
  expect(read.components).toMatchObject([
    { impact: "slow", worstImpact: "down", minutes: { slow: 5, partial: 0, down: 10 } },
  ]);
  expect(read.updates.map((update) => update.state)).toEqual(["investigating", "resolved", "investigating"]);
  // It began again after that: it cannot have been over before.
  await expect(
    resolveIncident(alma, { number, version: 3, text: "Over", resolvedAt: "2026-11-23T10:30" }),
  ).rejects.toMatchObject({ code: "invalid", field: "resolvedAt" });
  expect(await incidentRow(database, number)).toMatchObject({ state: "investigating", version: 3 });
});

test("after a week it is another incident", async () => {
  const later = testClock(new Date("2026-11-10T08:00:00Z"));
  const early = await person(database, "Early", ["platform"], later);
  const number = await opened(early, { banks: "slow" });
  await resolveIncident(early, { number, version: 1, text: "Over" });
  later.advance(7 * 86_400 + 60);
  await expect(
    reopenIncident(early, { number, version: 2, reason: "Back again", impacts: impactsOf({ banks: "slow" }) }),
  ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("7 days") });
});
