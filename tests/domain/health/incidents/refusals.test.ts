import { expect, test } from "vitest";
import { addFollowUp } from "#app/domain/health/incidents/add-follow-up.server.ts";
import { openIncident } from "#app/domain/health/incidents/open-incident.server.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { impactRows, impactsOf, incidentRow, opened, person, withCatalogue } from "#tests/support/incidents.ts";

const database = await testDatabase();
await withCatalogue(database);
// Monday 10:00 in Helsinki, winter time.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await person(database, "Alma Alustala", ["platform"], clock);
const texts = async (number: number) => (await readIncident(alma, { number })).updates.map((update) => update.text);
const inAll = async (number: number) => ({
  row: await incidentRow(database, number),
  impacts: await impactRows(database, number),
  texts: await texts(number),
});

test.each([
  ["title", { title: " " }],
  ["text", { text: "" }],
  ["startedAt", { startedAt: "yesterday" }],
  // Still to come.
  ["startedAt", { startedAt: "2026-11-24T12:00" }],
  ["startedAt", { startedAt: "2006-11-23T09:00" }],
  ["impacts", { impacts: [] }],
  ["impacts", { impacts: impactsOf({ banks: "operational" }) }],
  ["impacts", { impacts: impactsOf({ "no-such-thing": "down" }) }],
  ["impacts", { impacts: [...impactsOf({ banks: "slow" }), ...impactsOf({ banks: "down" })] }],
])("an opening with a wrong %s is refused at that field, and nothing is half done", async (field, wrong) => {
  const before = await database.sql`select count(*)::int as n from console.incident`;
  await expect(
    openIncident(alma, { title: "t", text: "t", impacts: impactsOf({ banks: "slow" }), openAnother: true, ...wrong }),
  ).rejects.toMatchObject({ code: "invalid", field });
  expect(await database.sql`select count(*)::int as n from console.incident`).toEqual(before);
});

test("an update that names a component that is gone changes nothing at all", async () => {
  const number = await opened(alma, { banks: "slow" });
  const before = await inAll(number);
  await expect(
    updateIncident(alma, {
      number,
      version: 1,
      text: "x",
      state: "monitoring",
      impacts: impactsOf({ banks: "down", gone: "down" }),
    }),
  ).rejects.toMatchObject({ code: "invalid" });
  expect(await inAll(number)).toEqual(before);
});

test("a number that names no incident is told so", async () => {
  for (const number of [0, -1, 1.5, Number.NaN, 2 ** 40, 999_999]) {
    await expect(readIncident(alma, { number })).rejects.toMatchObject({ code: "not_found" });
    await expect(resolveIncident(alma, { number, version: 1, text: "x" })).rejects.toMatchObject({ code: "not_found" });
    await expect(addFollowUp(alma, { number, text: "x", owner: "y" })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("the database keeps the updates as they were written, and each version once", async () => {
  const number = await opened(alma, { banks: "slow" });
  const { id } = await incidentRow(database, number);
  await expect(
    database.sql`update console.incident_update set text = 'nothing happened' where incident_id = ${id}`,
  ).rejects.toThrow(/history/);
  await expect(database.sql`delete from console.incident_update where incident_id = ${id}`).rejects.toThrow();
  await expect(
    database.sql`insert into console.incident_update (incident_id, version, state, holds_from, text)
      values (${id}, 1, 'resolved', now(), 'two')`,
  ).rejects.toThrow(/one_update_per_version/);
});

test("an audit row that cannot be written takes the change with it", async () => {
  const number = await opened(alma, { banks: "slow" });
  const before = await inAll(number);
  const untraceable = { ...alma, requestId: null as unknown as string };
  await expect(
    updateIncident(untraceable, { number, version: 1, text: "x", state: "monitoring", impacts: [] }),
  ).rejects.toMatchObject({ cause: { message: expect.stringContaining("request_id") } });
  expect(await inAll(number)).toEqual(before);
});
