import { beforeAll, expect, test } from "vitest";
import { readMonthFigures } from "#app/domain/latency/read-month-figures.server.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import type { Answer } from "#tests/support/service.ts";
import { storeHours } from "./measured-hours.ts";

const database = await testDatabase();
const actor = staffActor("00000000-0000-4000-8000-00000000000a", ["customer_service"]);
const NOW = new Date("2026-11-23T10:20:20Z");
const ctx = (answer: Answer = () => null, now = NOW) =>
  serviceCtxOf(database.db, actor, { clock: testClock(now), answer });
const between = (hour: number, from: string, to: string) => hour >= Date.parse(from) && hour < Date.parse(to);

beforeAll(async () => {
  const { sql } = database;
  // October in Helsinki, 745 hours of browsers and robots. Slow: a window of two hours on the 17th, and robots on the 20th.
  const average = (hour: number, client: string) => {
    if (between(hour, "2026-10-17T20:00:00Z", "2026-10-17T22:00:00Z")) return 3;
    if (client === "robot" && between(hour, "2026-10-20T08:00:00Z", "2026-10-20T11:00:00Z")) return 2.5;
    return 0.5;
  };
  const how = { measuredAt: "2026-11-01T08:00:00Z", clients: ["browser", "robot"] };
  await storeHours(database, "2026-09-30T21:00:00Z", "2026-10-31T22:00:00Z", average, how);
  await sql`
    insert into console.maintenance_window (title_en, title_fi, title_sv, starts_at, ends_at, announced_at, state)
    values ('Service window', 'Huoltokatko', 'Servicefönster', '2026-10-17T20:00Z', '2026-10-17T22:00Z', '2026-10-10T08:00Z', 'completed')`;
  await sql`insert into console.release (version, kind, released_at) values ('2026.43', 'weekly', '2026-10-20T06:30Z')`;
  await sql`
    insert into console.incident (title, state, started_at, opened_from, resolved_at)
    values ('Robots are slow', 'resolved', '2026-10-20T08:20Z', 'hand', '2026-10-20T10:40Z')`;
});

test("a month is given as measured and corrected, complete, by day in Helsinki and by ISO week", async () => {
  const figures = await readMonthFigures(ctx(), { month: "2026-10" });
  // 1490 client hours of 100 requests: 4 at 3 s, 3 at 2.5 s, the rest at 0.5 s.
  expect(figures.raw.average).toBeCloseTo((4 * 3 + 3 * 2.5 + 1483 * 0.5) / 1490, 9);
  expect(figures.corrected.average).toBeCloseTo((3 * 2.5 + 1483 * 0.5) / 1486, 9);
  expect(figures).toMatchObject({
    complete: true,
    coverage: { hoursMeasured: 745, hoursPassed: 745 },
    hoursLeftOut: 2,
    previous: { month: "2026-09", raw: { average: null } },
    windows: [{ title: { fi: "Huoltokatko" }, leftOut: true }],
    releases: [{ version: "2026.43" }],
    provenance: { fetchedAt: "2026-11-01T08:00:00.000Z", stale: false },
  });
  expect(figures.byDay).toHaveLength(31);
  expect(figures.byDay[24]).toMatchObject({ day: "2026-10-25", raw: { coverage: { hoursMeasured: 25 } } });
  expect(figures.byDay[19]).toMatchObject({ day: "2026-10-20", releases: ["2026.43"], window: false });
  // The window ended at 01:00 on the 18th in Helsinki.
  expect(figures.byDay.filter(({ window }) => window).map(({ day }) => day)).toEqual(["2026-10-17", "2026-10-18"]);
  expect(figures.byWeek.map(({ week, from, to }) => `${week} ${from} ${to}`)).toEqual([
    "2026-W40 2026-10-01 2026-10-04",
    "2026-W41 2026-10-05 2026-10-11",
    "2026-W42 2026-10-12 2026-10-18",
    "2026-W43 2026-10-19 2026-10-25",
    "2026-W44 2026-10-26 2026-10-31",
  ]);
  const requests = (parts: { raw: { sums: { requests: number } } }[]) =>
    parts.reduce((sum, part) => sum + part.raw.sums.requests, 0);
  for (const parts of [figures.byDay, figures.byWeek, figures.byClient])
    expect(requests(parts)).toBe(figures.raw.sums.requests);
});

test("each miss says when and why: window, release, incident, client kind, and the pages where Grafana knows them", async () => {
  const asked: Ask[] = [];
  const figures = await readMonthFigures(
    ctx((ask) => {
      asked.push(ask);
      if (ask.kind !== "instant" || ask.params?.window !== "3h") return null;
      const row = (page: string, value: number) => ({
        labels: { page, client: "robot" },
        points: [[0, value]] as [number, number][],
      });
      return ask.purpose === "latency.period_requests"
        ? [row("/ledger", 200), row("/other", 100)]
        : [row("/ledger", 700), row("/other", 50)];
    }),
    { month: "2026-10" },
  );
  expect(figures.missedHours).toBe(5);
  // Two hours of 200 requests at 3 s lose 880 s; three at 1.5 s on average lose 420 s.
  expect(figures.misses).toEqual([
    {
      from: "2026-10-17T20:00:00.000Z",
      to: "2026-10-17T22:00:00.000Z",
      hours: 2,
      requests: 400,
      average: 3,
      secondsLost: expect.closeTo(880, 9),
      reasons: [
        { kind: "window", window: expect.objectContaining({ leftOut: true }) },
        { kind: "client", client: "browser", share: 0.5 },
        { kind: "client", client: "robot", share: 0.5 },
      ],
    },
    {
      from: "2026-10-20T08:00:00.000Z",
      to: "2026-10-20T11:00:00.000Z",
      hours: 3,
      requests: 600,
      average: 1.5,
      secondsLost: expect.closeTo(420, 9),
      reasons: [
        { kind: "incident", number: 1, title: "Robots are slow" },
        { kind: "release", release: expect.objectContaining({ version: "2026.43" }) },
        { kind: "client", client: "robot", share: 1 },
        { kind: "page", page: "/ledger", client: "robot", share: 1 },
      ],
    },
  ]);
  expect(asked).toHaveLength(4);
  expect(asked[2]).toMatchObject({
    at: new Date("2026-10-20T11:00:00Z"),
    params: { window: "3h", by: ["page", "client"] },
  });
});

test("a month that runs is not complete, and one without hours has no figures", async () => {
  const figures = await readMonthFigures(ctx(), { month: "2026-11" });
  expect(figures).toMatchObject({
    complete: false,
    raw: { average: null, kept: null },
    coverage: { hoursMeasured: 0, hoursPassed: 540 },
    misses: [],
    previous: { month: "2026-10", raw: { kept: true } },
  });
  expect(figures.byDay.at(-1)!.day).toBe("2026-11-23");
});

test("a month that has not begun, or is none, is refused", async () => {
  for (const month of ["2026-12", "2026-13", "october"])
    await expect(readMonthFigures(ctx(), { month })).rejects.toMatchObject({ code: "invalid", field: "month" });
  const officer = { ...ctx(), actor: staffActor(actor.id, ["export_officer"]) };
  await expect(readMonthFigures(officer, { month: "2026-10" })).rejects.toMatchObject({ code: "forbidden" });
});
