import { expect, test } from "vitest";
import { overlappingWindows } from "#app/domain/health/incidents/overlapping-windows.server.ts";
import { loadWindows } from "#app/domain/health/load-windows.server.ts";
import { readHealthHistory } from "#app/domain/health/read-health-history.server.ts";
import { extendWindow } from "#app/domain/maintenance/extend-window.server.ts";
import { readWindows } from "#app/domain/latency/read-marks.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { manager, plannedWindow } from "#tests/support/maintenance.ts";

/** Windows as the other pages know them: by when maintenance really ended. */
const database = await testDatabase();
await withCatalogue(database);
const clock = testClock(new Date("2026-11-23T06:00:00Z"));
const alma = await manager(database, "Alma Alustala", { clock, roles: ["platform"] });

const hours = { startsAt: new Date("2026-11-21T20:00:00Z"), endsAt: new Date("2026-11-22T04:00:00Z") };
const announced = { ...hours, announcedAt: new Date("2026-11-10T08:00:00Z") };
await plannedWindow(database, {
  ...announced,
  titleEn: "Early",
  state: "completed",
  finishedAt: new Date("2026-11-22T01:00:00Z"),
  scope: ["banks"],
});
await plannedWindow(database, {
  ...announced,
  titleEn: "Overrun",
  state: "completed",
  finishedAt: new Date("2026-11-22T05:00:00Z"),
  scope: ["siem"],
});
await plannedWindow(database, { ...announced, titleEn: "Called off", state: "cancelled", scope: ["databases"] });

test("latency leaves out what was announced and was maintenance: not what was finished early, nor an overrun", async () => {
  const spans = async (from: string) =>
    (await readWindows(alma, new Date(from), new Date("2026-11-23T00:00:00Z")))
      .map(({ title, from: start, to, leftOut }) => [title.en, start, to, leftOut])
      .sort();
  expect(await spans("2026-11-21T00:00:00Z")).toEqual([
    ["Early", "2026-11-21T20:00:00.000Z", "2026-11-22T01:00:00.000Z", true],
    ["Overrun", "2026-11-21T20:00:00.000Z", "2026-11-22T04:00:00.000Z", true],
  ]);
  // After one o'clock the early one was over.
  expect((await spans("2026-11-22T01:00:00Z")).map(([title]) => title)).toEqual(["Overrun"]);
});

test("an outage in the hours that a window had no more, or never had, counts against the service", async () => {
  // Down from 03:00 to 03:30 and from 06:30 to 07:00 in Helsinki, otherwise operational, since Saturday noon.
  const states: [string, string, string][] = [
    ["operational", "2026-11-21T10:00:00Z", "2026-11-22T01:00:00Z"],
    ["down", "2026-11-22T01:00:00Z", "2026-11-22T01:30:00Z"],
    ["operational", "2026-11-22T01:30:00Z", "2026-11-22T04:30:00Z"],
    ["down", "2026-11-22T04:30:00Z", "2026-11-22T05:00:00Z"],
    ["operational", "2026-11-22T05:00:00Z", "2026-11-22T10:00:00Z"],
  ];
  for (const key of ["banks", "siem", "databases"])
    for (const [state, from, to] of states)
      await database.sql`
        insert into console.component_state (component_id, state, started_at, observed_at, ended_at)
        select id, ${state}, ${from}, ${to}, ${to} from console.component where key = ${key}`;
  const history = await readHealthHistory(alma);
  const corrected = (key: string) => history.get(key)!.uptime[0]!;
  // 24 hours are known, one of them down. Five hours of the early window are left out, and no outage lies within.
  expect(corrected("banks")).toMatchObject({ raw: 23 / 24, corrected: 18 / 19 });
  // Eight hours of the overrun are left out with the first half hour; the second came after the announced end.
  expect(corrected("siem")).toMatchObject({ raw: 23 / 24, corrected: 15.5 / 16 });
  expect(corrected("databases")).toMatchObject({ raw: 23 / 24, corrected: 23 / 24 });
});

test("an incident shows the windows that really went on beside it, with when they really ended", async () => {
  const beside = async (from: string) =>
    (await overlappingWindows(alma, { from: new Date(from), to: new Date("2026-11-22T06:00:00Z") }))
      .map(({ title, endsAt }) => [title, endsAt.toISOString()])
      .sort();
  expect(await beside("2026-11-22T00:30:00Z")).toEqual([
    ["Early", "2026-11-22T01:00:00.000Z"],
    ["Overrun", "2026-11-22T05:00:00.000Z"],
  ]);
  expect(await beside("2026-11-22T04:30:00Z")).toEqual([["Overrun", "2026-11-22T05:00:00.000Z"]]);
});

test("health shows a window that overruns as going on, and one that is completed or cancelled no more", async () => {
  const running = await plannedWindow(database, {
    ...announced,
    titleEn: "Still running",
    state: "verifying",
    scope: ["backups"],
  });
  const shown = await loadWindows(database.db, clock.now());
  expect(shown).toMatchObject([
    { id: running.id, title: "Still running", inProgress: true, overrun: true, announced: "before" },
  ]);
});

test("the hours between an end and the extension that came after it count against the service", async () => {
  const { id, version } = await plannedWindow(database, {
    startsAt: new Date("2026-11-22T20:00:00Z"),
    endsAt: new Date("2026-11-23T04:00:00Z"),
    announcedAt: announced.announcedAt,
    titleEn: "Extended late",
    state: "in_progress",
    scope: ["income-register"],
  });
  await extendWindow(alma, { id, version, endsAt: "2026-11-23T08:00:00Z", reason: "A disk is slow." });
  const spans = await readWindows(alma, new Date("2026-11-22T12:00:00Z"), new Date("2026-11-23T12:00:00Z"));
  expect(spans.filter(({ title }) => title.en === "Extended late").map(({ from, to }) => [from, to])).toEqual([
    ["2026-11-22T20:00:00.000Z", "2026-11-23T04:00:00.000Z"],
    ["2026-11-23T06:00:00.000Z", "2026-11-23T08:00:00.000Z"],
  ]);
  // Half past five, when nobody had given it a later end.
  const between = await readWindows(alma, new Date("2026-11-23T05:00:00Z"), new Date("2026-11-23T05:59:00Z"));
  expect(between.map(({ title }) => title.en)).not.toContain("Extended late");
});
