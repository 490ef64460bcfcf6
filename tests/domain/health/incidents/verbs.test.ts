import { expect, test } from "vitest";
import { addFollowUp } from "#app/domain/health/incidents/add-follow-up.server.ts";
import { openIncidents } from "#app/domain/health/incidents/open-incidents.server.ts";
import { openIncident } from "#app/domain/health/incidents/open-incident.server.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
import { reopenIncident } from "#app/domain/health/incidents/reopen-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { setFollowUpDone } from "#app/domain/health/incidents/set-follow-up-done.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { writeReview } from "#app/domain/health/incidents/write-review.server.ts";
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
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);

const texts = async (number: number) => (await readIncident(alma, { number })).updates.map((update) => update.text);
const inAll = async (number: number) => ({
  row: await incidentRow(database, number),
  impacts: await impactRows(database, number),
  texts: await texts(number),
});

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

test.each([
  ["title", { title: " " }],
  ["text", { text: "" }],
  ["startedAt", { startedAt: "yesterday" }],
  // 10:00 plus what the tests before have moved the clock: noon of the next day is still to come.
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

test("follow-ups: what is to be done comes first by its day; a tick can be taken back, and is given once", async () => {
  const number = await opened(alma, { banks: "slow" });
  const other = await opened(alma, { banks: "slow" });
  await addFollowUp(alma, { number, text: "Some day", owner: "Payments" });
  const { id } = await addFollowUp(alma, { number, text: "First", owner: "Pasi", dueOn: "2026-11-25" });
  await addFollowUp(alma, { number, text: "Second", owner: "Alma", dueOn: "2026-12-01" });
  await setFollowUpDone(pasi, { number, id, done: true });
  const shown = async () =>
    (await readIncident(agent, { number })).followUps.map(({ text, done }) => [text, done?.by ?? null]);
  expect(await shown()).toEqual([
    ["Second", null],
    ["Some day", null],
    ["First", "Pasi Palvelinmaa"],
  ]);
  await expect(setFollowUpDone(alma, { number, id, done: true })).rejects.toMatchObject({ code: "conflict" });
  await setFollowUpDone(alma, { number, id, done: false });
  expect(await shown()).toEqual([
    ["First", null],
    ["Second", null],
    ["Some day", null],
  ]);
  await expect(setFollowUpDone(alma, { number: other, id, done: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(setFollowUpDone(alma, { number, id: "x", done: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(addFollowUp(alma, { number, text: "x", owner: "y", dueOn: "2026-02-30" })).rejects.toMatchObject({
    code: "invalid",
    field: "dueOn",
  });
  expect(
    (await incidentTrail(database, number)).filter((row) => row.outcome === "done").map((row) => row.action),
  ).toEqual([
    "incident.open",
    "incident.add_follow_up",
    "incident.add_follow_up",
    "incident.add_follow_up",
    "incident.complete_follow_up",
    "incident.undo_follow_up",
  ]);
});

const review = {
  whatHappened: "It stopped.",
  cause: "A full disk.",
  whatHelped: "A restart.",
  whatChanges: "An alert.",
};

test("of two who write the review, one is told and nothing is overwritten; the trail says who changed what", async () => {
  const number = await opened(alma, { banks: "slow" });
  await resolveIncident(alma, { number, version: 1, text: "Over" });
  const results = await Promise.allSettled([
    writeReview(alma, { number, version: 0, ...review }),
    writeReview(pasi, { number, version: 0, ...review, cause: "A full log." }),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(writeReview(pasi, { number, version: 1, ...review, cause: "Both." })).resolves.toEqual({ version: 2 });
  for (const version of [0, 1, 3, -1, Number.NaN, 1.5])
    await expect(writeReview(alma, { number, version, ...review })).rejects.toMatchObject({ code: "conflict" });
  expect((await readIncident(agent, { number })).review).toMatchObject({
    cause: "Both.",
    version: 2,
    by: "Pasi Palvelinmaa",
  });
  const written = (await incidentTrail(database, number)).filter(
    (row) => row.action === "incident.review" && row.outcome === "done",
  );
  expect(written.map((row) => row.details)).toEqual([
    { version: 1, changed: ["whatHappened", "cause", "whatHelped", "whatChanges"] },
    { version: 2, changed: ["cause"] },
  ]);
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
