import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { createMeasurements } from "#app/domain/measurements/create-measurements.server.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import { pruneMeasurements, storeAnswers } from "#app/domain/measurements/stored-answers.server.ts";
import type { Grafana, GrafanaProblem, GrafanaResult, QueryRequest, Series } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import type { Db } from "#db/client.ts";
import { measurement } from "#db/schema/latency.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const profile = loadProfile();
const start = new Date("2026-11-23T08:00:00Z");
const down: GrafanaProblem = { kind: "unreachable", message: "Nothing answers." };

const opened: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
  await database.sql`delete from console.measurement`;
});

/** One process over a Grafana whose answers a test gives by hand. */
function process(options: { db?: Db; clock?: ReturnType<typeof testClock>; baseUrl?: string } = {}) {
  const { db = database.db, clock = testClock(start), baseUrl = null } = options;
  const asked: QueryRequest[] = [];
  const lines: string[] = [];
  const state = {
    answer: (value: number): GrafanaResult<Series[]> => ({
      ok: true,
      value: [{ labels: {}, points: [[clock.now().getTime(), value]] }],
    }),
    next: (): GrafanaResult<Series[]> | Promise<GrafanaResult<Series[]>> => state.answer(asked.length),
  };
  const grafana: Grafana = {
    ...unconfiguredGrafana,
    baseUrl,
    query: async (request, call) => {
      asked.push(request);
      const gone = new Promise<GrafanaResult<Series[]>>((resolve) =>
        call?.signal?.addEventListener("abort", () => resolve({ ok: false, problem: down })),
      );
      const result = await Promise.race([state.next(), gone]);
      return new Map(request.queries.map(({ refId }) => [refId, result]));
    },
  };
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const waits = { withOldMs: 60, withoutMs: 400 };
  const measurements = createMeasurements({ grafana, profile, db, clock, log, waits });
  opened.push(measurements);
  const value = async (ask: Ask) => {
    const [found] = await measurements.read([ask]);
    return { value: found!.series?.[0]?.points[0]?.[1] ?? null, ...found!.provenance };
  };
  return { measurements, asked, clock, lines, state, value };
}

const now: Ask = { purpose: "latency.average", params: { window: "5m" }, freshSeconds: 30, kind: "instant" };
const stored = async () => (await database.db.select().from(measurement)).map(({ key: _key, ...row }) => row);

test("an answer comes with where it is from, and is kept in the database", async () => {
  const { measurements, value } = process();
  const found = await value(now);
  expect(found).toEqual({
    value: 1,
    purpose: "latency.average",
    what: "Average server time, weighted by traffic",
    promql: expect.stringContaining("[5m]"),
    from: "2026-11-23T07:55:00.000Z",
    to: "2026-11-23T08:00:00.000Z",
    fetchedAt: "2026-11-23T08:00:00.000Z",
    stale: false,
    exclusions: [],
    problem: null,
  });
  await measurements.stop();
  expect(await stored()).toEqual([
    {
      purpose: "latency.average",
      expr: found.promql,
      answer: {
        series: [{ labels: {}, points: [[start.getTime(), 1]] }],
        from: "2026-11-23T07:55:00.000Z",
        to: "2026-11-23T08:00:00.000Z",
      },
      fetchedAt: start,
    },
  ]);
});

test("a fresh answer is not asked for again", async () => {
  const { value, asked, clock } = process();
  await value(now);
  clock.advance(30);
  expect(await value(now)).toMatchObject({ value: 1, stale: false });
  expect(asked).toHaveLength(1);
});

test("an older answer is shown at once while a new one is fetched, up to twice its time", async () => {
  const { value, asked, clock, state } = process();
  await value(now);
  state.next = () => pause(20).then(() => state.answer(asked.length));
  clock.advance(60);
  expect(await value(now)).toMatchObject({ value: 1, stale: false, fetchedAt: "2026-11-23T08:00:00.000Z" });
  await expect.poll(async () => (await value(now)).value).toBe(2);
  clock.advance(61);
  expect(await value(now)).toMatchObject({ value: 3, stale: false });
  expect(asked).toHaveLength(3);
});

test("for an answer older than twice its time a new one is waited for; when none comes in time, the old one is shown, dimmed", async () => {
  const { value, clock, state } = process();
  await value(now);
  clock.advance(301);
  expect(await value(now)).toMatchObject({ value: 2, stale: false });
  clock.advance(301);
  const { promise, resolve } = Promise.withResolvers<GrafanaResult<Series[]>>();
  state.next = () => promise;
  expect(await value(now)).toMatchObject({ value: 2, stale: true, problem: null });
  resolve(state.answer(7));
  await expect.poll(async () => (await value(now)).value).toBe(7);
});

test("with nothing to show, the wait is bounded, and the answer is there the next time", async () => {
  const { value, state, asked, clock } = process();
  const { promise, resolve } = Promise.withResolvers<GrafanaResult<Series[]>>();
  state.next = () => promise;
  const began = performance.now();
  expect(await value(now)).toMatchObject({
    value: null,
    fetchedAt: null,
    stale: true,
    problem: { kind: "timed_out", message: expect.stringContaining("load the page again") },
  });
  expect(performance.now() - began).toBeGreaterThanOrEqual(390);

  // Whoever comes while it still hangs does not wait all over again.
  clock.advance(0.5);
  const again = performance.now();
  expect((await value(now)).value).toBeNull();
  expect(performance.now() - again).toBeLessThan(300);
  resolve(state.answer(3));
  await expect.poll(async () => (await value(now)).value).toBe(3);
  expect(asked).toHaveLength(1);
});

test("readers of the same question at the same time ask once", async () => {
  const { value, asked } = process();
  expect((await Promise.all([value(now), value(now), value(now)])).map((found) => found.value)).toEqual([1, 1, 1]);
  expect(asked).toHaveLength(1);
});

test("the questions of one read go in as few requests as possible, and come back in their order", async () => {
  const { measurements, asked } = process();
  const range = { kind: "range", freshSeconds: 60, stepSeconds: 60, to: start } as const;
  const hour = new Date("2026-11-23T07:00:00Z");
  const day = new Date("2026-11-22T08:00:00Z");
  const page = (name: string) => ({ window: "5m", filters: { page: name } });
  const found = await measurements.read([
    now,
    { ...range, purpose: "latency.average", from: hour, params: page("/a") },
    { ...now, purpose: "latency.requests" },
    { ...range, purpose: "latency.average", from: hour, params: page("/b") },
    { ...range, purpose: "latency.average", from: day, params: page("/a") },
    { ...range, purpose: "latency.average", from: hour, params: page("/a") },
  ]);
  // Instants go along with a range that ends at the same time; the same question twice is one.
  expect(asked.map(({ from, to, queries }) => [from, to, queries.map(({ kind }) => kind)])).toEqual([
    [hour, start, ["range", "range", "instant", "instant"]],
    [day, start, ["range"]],
  ]);
  expect(found.map(({ provenance }) => [provenance.purpose, provenance.from])).toEqual([
    ["latency.average", "2026-11-23T07:55:00.000Z"],
    ["latency.average", hour.toISOString()],
    ["latency.requests", "2026-11-23T07:55:00.000Z"],
    ["latency.average", hour.toISOString()],
    ["latency.average", day.toISOString()],
    ["latency.average", hour.toISOString()],
  ]);
  expect(found[1]!.provenance.promql).toContain('page="/a"');
  expect(found[3]!.provenance.promql).toContain('page="/b"');
});

test("a named period is one question, however long its window has become", async () => {
  const { value, asked, clock } = process();
  const today = (window: string): Ask => ({ ...now, freshSeconds: 600, period: "today", params: { window } });
  await value(today("28800s"));
  clock.advance(60);
  expect(await value(today("28860s"))).toMatchObject({ value: 1, promql: expect.stringContaining("28800s") });
  await value({ ...today("28860s"), period: undefined });
  await value({ ...today("28860s"), period: "week" });
  await value({ ...today("28860s"), params: { window: "28860s", filters: { page: "/a" } } });
  expect(asked).toHaveLength(4);
});

test("Grafana away: the last answer stays with its age and the reason, and pages do not wait each time", async () => {
  const { value, asked, clock, state } = process();
  await value(now);
  state.next = () => ({ ok: false, problem: down });
  clock.advance(301);
  expect(await value(now)).toMatchObject({
    value: 1,
    stale: true,
    fetchedAt: "2026-11-23T08:00:00.000Z",
    problem: down,
  });
  clock.advance(9);
  expect(await value(now)).toMatchObject({ value: 1, problem: down });
  expect(asked).toHaveLength(2);

  // It is back: the next look finds it, without anything being started again.
  clock.advance(2);
  state.next = () => state.answer(5);
  expect(await value(now)).toMatchObject({ value: 5, stale: false, problem: null });
});

test("Grafana away with no answer ever: nothing, and why", async () => {
  const { value, asked, state, clock } = process();
  state.next = () => ({ ok: false, problem: { ...down, kind: "resting", retryAt: start.getTime() + 4000 } });
  expect(await value(now)).toMatchObject({ value: null, stale: true, fetchedAt: null, problem: { kind: "resting" } });
  clock.advance(3.9);
  await value(now);
  expect(asked).toHaveLength(1);
  // The breaker lets a try through earlier than a failure is remembered.
  clock.advance(0.2);
  await value(now);
  expect(asked).toHaveLength(2);
});

test("another process, or this one started again, has the stored answer at once", async () => {
  const first = process();
  await first.value(now);
  await first.measurements.stop();
  const second = process({ clock: first.clock });
  first.clock.advance(20);
  expect(await second.value(now)).toMatchObject({ value: 1, stale: false });
  expect(second.asked).toHaveLength(0);

  // What another process fetched since also ends what went wrong here before.
  first.clock.advance(20);
  second.state.next = () => ({ ok: false, problem: down });
  await second.value(now);
  await expect.poll(async () => (await second.value(now)).problem).toEqual(down);
  first.clock.advance(5);
  const third = process({ clock: first.clock });
  third.state.next = () => third.state.answer(9);
  await third.value(now);
  await expect.poll(async () => (await third.value(now)).value).toBe(9);
  await third.measurements.stop();
  expect(await second.value(now)).toMatchObject({ value: 9, problem: null });
});

test("an older answer never takes the place of a newer one in the database", async () => {
  const answer = (seconds: number) => ({
    key: "k",
    purpose: "latency.average" as const,
    answer: { series: [], promql: `at ${seconds}`, from: "", to: "", fetchedAt: start.getTime() + seconds * 1000 },
  });
  for (const seconds of [10, 5, 20]) await storeAnswers(database.db, [answer(seconds)]);
  expect((await stored()).map(({ expr }) => expr)).toEqual(["at 20"]);
  await storeAnswers(database.db, [answer(15)]);
  expect((await stored()).map(({ expr }) => expr)).toEqual(["at 20"]);
});

test("a database that cannot be read or written blanks nothing", async () => {
  const broken = new Proxy({} as Db, {
    get: () => () => {
      throw new Error("read-only");
    },
  });
  const { value, lines, measurements } = process({ db: broken });
  expect(await value(now)).toMatchObject({ value: 1, problem: null });
  await measurements.stop();
  const said = lines.join("\n");
  expect(said).toContain("stored measurements cannot be read");
  expect(said).toContain("measurements cannot be stored");
});

test("an answer too large for a row is shown and not stored", async () => {
  const { value, measurements, state } = process();
  const points = Array.from({ length: 100_000 }, (_, i) => [start.getTime() + i, 0.123456] as const);
  state.next = () => ({ ok: true, value: [{ labels: {}, points }] });
  expect((await value(now)).value).toBe(0.123456);
  await measurements.stop();
  expect(await stored()).toEqual([]);
});

test("who goes away is not kept waiting", async () => {
  const { measurements, state } = process();
  state.next = () => new Promise(() => {});
  const began = performance.now();
  const [found] = await measurements.read([now], AbortSignal.timeout(10));
  expect(found!.series).toBeNull();
  expect(performance.now() - began).toBeLessThan(300);
});

test("after the stop nothing is asked, and an answer that comes then is not stored", async () => {
  const { measurements, value, state, asked, clock } = process();
  await value(now);
  await expect.poll(async () => (await stored()).length).toBe(1);
  await database.sql`delete from console.measurement`;
  clock.advance(60);
  const { promise, resolve } = Promise.withResolvers<GrafanaResult<Series[]>>();
  state.next = () => promise;
  await value(now);
  const stopped = measurements.stop();
  resolve(state.answer(2));
  await stopped;
  clock.advance(600);
  expect(await value(now)).toMatchObject({ value: 1, stale: true });
  expect(asked).toHaveLength(2);
  expect(await stored()).toEqual([]);
});

test("answers that nobody has asked for in a hundred days are removed", async () => {
  const { value, measurements } = process();
  await value(now);
  await measurements.stop();
  await pruneMeasurements(database.db, new Date(start.getTime() + 100 * 86_400_000));
  expect(await stored()).toHaveLength(1);
  await pruneMeasurements(database.db, new Date(start.getTime() + 100 * 86_400_000 + 1));
  expect(await stored()).toHaveLength(0);
});

test("of too many answers the oldest are removed", async () => {
  const { clock, measurements, value } = process();
  for (const window of ["5m", "10m", "15m"]) {
    await value({ ...now, params: { window } });
    clock.advance(1);
  }
  await measurements.stop();
  await pruneMeasurements(database.db, clock.now(), 2);
  const windows = (await stored()).map(({ expr }) => /\[(\w+)\]/.exec(expr)![1]);
  expect(windows.sort()).toEqual(["10m", "15m"]);
});

test("an answer stamped by a clock that was ahead is asked again, and gives way to one of now", async () => {
  const ahead = process({ clock: testClock(new Date("2026-12-24T08:00:00Z")) });
  await ahead.value(now);
  await ahead.measurements.stop();
  const { value, measurements, asked } = process();
  expect(await value(now)).toMatchObject({ stale: false, fetchedAt: start.toISOString() });
  expect(asked).toHaveLength(1);
  await measurements.stop();
  expect(await stored()).toMatchObject([{ fetchedAt: start }]);
});

test("what another Grafana answered is no answer", async () => {
  const one = process({ baseUrl: "http://127.0.0.1:3002" });
  await one.value(now);
  await one.measurements.stop();
  const other = process({ baseUrl: "https://grafana.example" });
  await other.value(now);
  expect(other.asked).toHaveLength(1);
});
