import { expect, test } from "vitest";
import { openIncident } from "#app/domain/health/incidents/open-incident.server.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
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
const katri = await person(database, "Katri Konesalo", ["platform"], clock);
const texts = async (number: number) => (await readIncident(alma, { number })).updates.map((update) => update.text);

test("an open incident of the same component is named first; a tick opens another all the same", async () => {
  const first = await opened(alma, { siem: "slow" }, { title: "SIEM export is late" });
  const input = { title: "SIEM again", text: "Again.", impacts: impactsOf({ siem: "down", backups: "slow" }) };
  const warned = await openIncident(pasi, input);
  expect(warned).toMatchObject({
    outcome: "overlaps",
    open: [{ number: first, title: "SIEM export is late", version: 1, components: [{ key: "siem", impact: "slow" }] }],
  });
  expect(await database.sql`select 1 from console.incident where title = 'SIEM again'`).toHaveLength(0);
  expect(await openIncident(pasi, { ...input, openAnother: true })).toMatchObject({ outcome: "opened" });
});

test("two people who see the same fault at once open one incident between them", async () => {
  const open = (by: typeof alma) =>
    openIncident(by, { title: "Print", text: "No print.", impacts: impactsOf({ "print-and-scan": "down" }) });
  const outcomes = (await Promise.all([open(alma), open(pasi), open(katri)])).map((result) => result.outcome);
  expect(outcomes.sort()).toEqual(["opened", "overlaps", "overlaps"]);
});

test("two people who update at once: one is told, nothing of the other is lost or mixed in", async () => {
  const number = await opened(alma, { "e-invoicing": "slow" });
  const update = (by: typeof alma, text: string, impact: "down" | "partial") =>
    updateIncident(by, {
      number,
      version: 1,
      text,
      state: "identified",
      impacts: impactsOf({ "e-invoicing": impact }),
    });
  const results = await Promise.allSettled([update(alma, "From Alma", "down"), update(pasi, "From Pasi", "partial")]);
  const won = results.findIndex((result) => result.status === "fulfilled");
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect((results[1 - won] as PromiseRejectedResult).reason).toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Somebody wrote an update after you opened the page"),
  });
  const [text, impact] = won === 0 ? ["From Alma", "down"] : ["From Pasi", "partial"];
  expect(await texts(number)).toEqual(["Payments wait in the queue.", text]);
  expect(await impactRows(database, number)).toEqual({ "e-invoicing": [impact, impact] });
  // The one who was told has read it and sends again: now both are there, in order.
  await updateIncident(pasi, { number, version: 2, text: "Sent again", state: "identified", impacts: [] });
  expect(await texts(number)).toEqual(["Payments wait in the queue.", text, "Sent again"]);
});

test("a button pressed twice writes once, and is no conflict with oneself", async () => {
  const open = () =>
    openIncident(alma, { title: "Twice", text: "Twice.", impacts: impactsOf({ "data-centre": "slow" }) });
  const [one, two] = await Promise.all([open(), open()]);
  expect(one.outcome).toBe("opened");
  expect(two).toEqual(one);
  const { number } = one as { number: number };
  const update = (text: string) => updateIncident(alma, { number, version: 1, text, state: "identified", impacts: [] });
  const [first, second] = await Promise.all([update("Once."), update(" Once. ")]);
  expect([first.version, second.version]).toEqual([2, 2]);
  expect(await texts(number)).toEqual(["Twice.", "Once."]);
  await expect(update("Something else")).rejects.toMatchObject({ code: "conflict" });
  // The same words as a resolution are not the update that they were.
  await expect(resolveIncident(alma, { number, version: 1, text: "Once." })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(
    updateIncident(pasi, { number, version: 1, text: "Once.", state: "identified", impacts: [] }),
  ).rejects.toMatchObject({ code: "conflict" });
  const resolve = () => resolveIncident(alma, { number, version: 2, text: "Over." });
  expect((await Promise.all([resolve(), resolve()])).map(({ state, version }) => [state, version])).toEqual([
    ["resolved", 3],
    ["resolved", 3],
  ]);
  expect((await incidentTrail(database, number)).map((row) => row.action)).toEqual([
    "incident.open",
    "incident.update",
    ...["incident.update", "incident.resolve", "incident.update"],
    "incident.resolve",
  ]);
});

test("an update and a resolution at once: one of them happens", async () => {
  const number = await opened(alma, { "load-balancer": "slow" });
  const results = await Promise.allSettled([
    updateIncident(alma, { number, version: 1, text: "News", state: "monitoring", impacts: [] }),
    resolveIncident(pasi, { number, version: 1, text: "Over" }),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await incidentRow(database, number)).version).toBe(2);
  expect(await texts(number)).toHaveLength(2);
});
