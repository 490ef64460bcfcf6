import postgres from "postgres";
import { afterAll, beforeEach, expect, test } from "vitest";
import { bothOf } from "#app/domain/latency/attainment-rules.ts";
import { hoursProvenance, readCollected } from "#app/domain/latency/collected.server.ts";
import { collectHours } from "#app/domain/latency/collect-hours.server.ts";
import { readHours } from "#app/domain/latency/hours.server.ts";
import { eachHour } from "#app/domain/latency/hour-table-rules.ts";
import type { Grafana, GrafanaProblem, GrafanaResult, QueryRequest, Series } from "#app/platform/grafana/grafana.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// The application's role removes no measurements.
const owner = postgres(database.ownerUrl, { max: 1 });
afterAll(() => owner.end());
const HOUR = 3_600_000;
const NOW = new Date("2026-11-23T10:20:00Z");
const job = { kind: "job", id: "collect-latency-hours" } as const;
const away: GrafanaProblem = { kind: "unreachable", message: "Grafana does not answer." };

type Values = { requests: number | null; seconds: number; within: number; errors?: number };
/** What Grafana knows of an hour (its start, ms) and client; undefined is no series. */
type Known = (hour: number, client: string) => Values | undefined;

function grafanaOf(known: Known, { failAt = () => null as GrafanaProblem | null } = {}) {
  const requests: QueryRequest[] = [];
  type Answers = [refId: string, result: GrafanaResult<Series[]>][];
  const grafana: Grafana = {
    ...unconfiguredGrafana,
    query: async (request) => {
      requests.push(request);
      const problem = failAt();
      const answers: Answers = request.queries.map(({ refId }) => {
        if (problem) return [refId, { ok: false, problem }];
        const series: Series[] = [];
        for (const client of ["browser", "api", "robot"]) {
          const points: [number, number | null][] = [];
          for (let mark = request.from.getTime(); mark <= request.to.getTime(); mark += HOUR) {
            const value = known(mark - HOUR, client)?.[refId as keyof Values];
            if (value !== undefined) points.push([mark, value]);
          }
          if (points.length > 0) series.push({ labels: { client }, points });
        }
        return [refId, { ok: true, value: series }];
      });
      return new Map(answers);
    },
  };
  return { grafana, requests };
}

const busy: Values = { requests: 100, seconds: 61, within: 90, errors: 2 };
const since =
  (text: string): Known =>
  (hour, client) =>
    client === "browser" && hour >= Date.parse(text) ? busy : undefined;

const rowsOf = () =>
  database.sql<{ hour: string; client: string; requests: number; seconds: number }[]>`
    select to_char(hour at time zone 'UTC', 'YYYY-MM-DD HH24') as hour, client, requests, seconds
    from console.latency_hour order by 1, 2`;
const progressOf = async () =>
  (await database.sql`select progress from console.collector where name = 'latency-hours'`)[0]?.progress;

beforeEach(async () => {
  await owner`delete from console.latency_hour`;
  await owner`delete from console.collector`;
});

test("the value at an hour's end is stored under the hour before it, and a quiet client kind had no requests", async () => {
  const { grafana, requests } = grafanaOf(since("2026-11-23T08:00:00Z"));
  expect(await collectHours(serviceCtxOf(database.db, job, { clock: testClock(NOW), grafana }))).toBeNull();
  expect(await rowsOf()).toEqual([
    { hour: "2026-11-23 08", client: "api", requests: 0, seconds: 0 },
    { hour: "2026-11-23 08", client: "browser", requests: 100, seconds: 61 },
    { hour: "2026-11-23 08", client: "robot", requests: 0, seconds: 0 },
    { hour: "2026-11-23 09", client: "api", requests: 0, seconds: 0 },
    { hour: "2026-11-23 09", client: "browser", requests: 100, seconds: 61 },
    { hour: "2026-11-23 09", client: "robot", requests: 0, seconds: 0 },
  ]);
  expect(requests[0]).toMatchObject({ from: new Date("2026-11-23T08:00:00Z"), to: new Date("2026-11-23T10:00:00Z") });
  expect(requests[0]!.queries.map((query) => query.expr)).toEqual([
    "sum by (client) (increase(service_page_seconds_count{}[1h]))",
    "sum by (client) (increase(service_page_seconds_sum{}[1h]))",
    'sum by (client) (increase(service_page_seconds_bucket{le="0.8",}[1h]))',
    "sum by (client) (increase(service_errors_total{}[1h]))",
  ]);
});

test("late data replaces what was measured of the last three hours, and readers see it", async () => {
  const clock = testClock(NOW);
  const first = grafanaOf(since("2026-11-23T06:00:00Z"));
  await collectHours(serviceCtxOf(database.db, job, { clock, grafana: first.grafana }));
  const ctx = serviceCtxOf(database.db, job, { clock });
  const browserOf = async () => {
    const found: Record<string, number> = {};
    eachHour(await readHours(ctx), { from: 0, to: clock.now().getTime() }, "browser", (hour, sums) => {
      found[new Date(hour).toISOString().slice(11, 13)] = sums.requests;
    });
    return found;
  };
  expect(await browserOf()).toEqual({ "06": 100, "07": 100, "08": 100, "09": 100 });
  clock.advance(60);
  const later = grafanaOf((_, client) => (client === "browser" ? { ...busy, requests: 130 } : undefined));
  await database.sql`update console.collector set progress = jsonb_set(progress, '{ended}', 'true')`;
  await collectHours(serviceCtxOf(database.db, job, { clock, grafana: later.grafana }));
  expect(later.requests).toHaveLength(1);
  expect(await browserOf()).toEqual({ "06": 100, "07": 130, "08": 130, "09": 130 });
});

test("an hour with a value that is none, and one that nobody answered, are not stored: no data is not zero", async () => {
  const known: Known = (hour, client) => {
    if (client !== "browser") return undefined;
    if (hour === Date.parse("2026-11-23T07:00:00Z")) return { ...busy, requests: null };
    return hour === Date.parse("2026-11-23T08:00:00Z") ? undefined : busy;
  };
  const { grafana } = grafanaOf((hour, client) =>
    hour < Date.parse("2026-11-23T06:00:00Z") ? undefined : known(hour, client),
  );
  await collectHours(serviceCtxOf(database.db, job, { clock: testClock(NOW), grafana }));
  expect([...new Set((await rowsOf()).map((row) => row.hour))]).toEqual(["2026-11-23 06", "2026-11-23 09"]);
});

test("history is read backwards, seven weeks a round, to 400 days, and then no more", async () => {
  const clock = testClock(NOW);
  const { grafana, requests } = grafanaOf((_, client) => (client === "robot" ? undefined : busy));
  const ctx = serviceCtxOf(database.db, job, { clock, grafana });
  await collectHours(ctx);
  expect(requests).toHaveLength(8);
  // Three hours, back to seven days before 23 November 07:00 at a UTC midnight, and six weeks more.
  expect(requests[1]).toMatchObject({ from: new Date("2026-11-16T01:00:00Z"), to: new Date("2026-11-23T07:00:00Z") });
  expect(requests[7]).toMatchObject({ from: new Date("2026-10-05T01:00:00Z"), to: new Date("2026-10-12T00:00:00Z") });
  let rounds = 1;
  while (!(await progressOf()).ended && rounds < 20) {
    await collectHours(ctx);
    rounds += 1;
  }
  expect(rounds).toBe(9);
  const [{ oldest, hours }] = (await database.sql`
    select to_char(min(hour at time zone 'UTC'), 'YYYY-MM-DD HH24') as oldest, count(distinct hour)::int as hours
    from console.latency_hour`) as unknown as [{ oldest: string; hours: number }];
  expect(oldest).toBe("2025-10-19 00");
  expect(hours).toBe(400 * 24 + 10);
  requests.length = 0;
  await collectHours(ctx);
  expect(requests).toHaveLength(1);
});

test("two weeks without anything end the history, which is remembered", async () => {
  const { grafana, requests } = grafanaOf(since("2026-11-20T05:00:00Z"));
  const ctx = serviceCtxOf(database.db, job, { clock: testClock(NOW), grafana });
  await collectHours(ctx);
  // 20 November 05:00 back to 2 November 00:00: 3 days and 5 hours of the first week, then two whole weeks.
  expect(requests).toHaveLength(4);
  expect(await progressOf()).toMatchObject({ ended: true, from: Date.parse("2026-11-02T00:00:00Z") });
  await collectHours(ctx);
  expect(requests).toHaveLength(5);
});

test("a Grafana that has nothing yet is asked for its history again when it has", async () => {
  const clock = testClock(NOW);
  await collectHours(serviceCtxOf(database.db, job, { clock, grafana: grafanaOf(() => undefined).grafana }));
  expect(await rowsOf()).toEqual([]);
  expect(await progressOf()).toBeNull();
  clock.advance(60);
  await collectHours(
    serviceCtxOf(database.db, job, { clock, grafana: grafanaOf(since("2026-11-19T00:00:00Z")).grafana }),
  );
  expect((await rowsOf())[0]).toMatchObject({ hour: "2026-11-19 00" });
});

test("what was answered before Grafana failed is kept, and the next round goes on from there", async () => {
  const clock = testClock(NOW);
  let asked = 0;
  const failing = grafanaOf((_, client) => (client === "browser" ? busy : undefined), {
    failAt: () => (++asked >= 4 ? away : null),
  });
  expect(await collectHours(serviceCtxOf(database.db, job, { clock, grafana: failing.grafana }))).toEqual(away);
  expect(await progressOf()).toMatchObject({ from: Date.parse("2026-11-09T00:00:00Z"), ended: false });
  clock.advance(60);
  const back = grafanaOf((_, client) => (client === "browser" ? busy : undefined));
  expect(await collectHours(serviceCtxOf(database.db, job, { clock, grafana: back.grafana }))).toBeNull();
  expect(back.requests[1]).toMatchObject({ to: new Date("2026-11-09T00:00:00Z") });
});

test("hours that passed while the worker stood still are read when it runs again", async () => {
  const clock = testClock(NOW);
  const { grafana, requests } = grafanaOf(since("2026-11-22T00:00:00Z"));
  const ctx = serviceCtxOf(database.db, job, { clock, grafana });
  await collectHours(ctx);
  clock.advance(30 * 3600);
  requests.length = 0;
  await collectHours(ctx);
  // The last three hours before it stood still were measured a moment after they were over: they are read again too.
  expect(requests).toMatchObject([{ from: new Date("2026-11-23T08:00:00Z"), to: new Date("2026-11-24T16:00:00Z") }]);
  expect(new Set((await rowsOf()).map((row) => row.hour)).size).toBe(2 * 24 + 16);
});

test("a histogram without a bucket at the target is named, instead of a share of nothing", async () => {
  const { grafana } = grafanaOf((_, client) => (client === "browser" ? busy : undefined));
  const query = grafana.query;
  const blind = {
    ...grafana,
    query: async (request: QueryRequest) => (await query(request)).set("within", { ok: true, value: [] }),
  };
  const problem = await collectHours(serviceCtxOf(database.db, job, { clock: testClock(NOW), grafana: blind }));
  expect(problem).toMatchObject({ kind: "bad_query", message: expect.stringContaining("bucket at 0.8") });
  expect(await rowsOf()).toEqual([]);
});

test("an hour whose requests have no seconds of one client kind is not measured, rather than fast", async () => {
  const { grafana } = grafanaOf((hour, client) =>
    client !== "robot" && hour >= Date.parse("2026-11-23T07:00:00Z") ? busy : undefined,
  );
  const query = grafana.query;
  const partial: Grafana = {
    ...grafana,
    query: async (request) => {
      const answers = await query(request);
      const seconds = answers.get("seconds");
      if (seconds?.ok) {
        const browser = seconds.value.filter(({ labels }) => labels.client === "browser");
        const api = seconds.value.flatMap(({ labels, points }) =>
          labels.client === "api"
            ? [{ labels, points: points.filter(([time]) => time !== Date.parse("2026-11-23T10:00:00Z")) }]
            : [],
        );
        answers.set("seconds", { ok: true, value: [...browser, ...api] });
      }
      return answers;
    },
  };
  await collectHours(serviceCtxOf(database.db, job, { clock: testClock(NOW), grafana: partial }));
  expect([...new Set((await rowsOf()).map((row) => row.hour))]).toEqual(["2026-11-23 07", "2026-11-23 08"]);
});

test("names of clients where their kinds should be are refused, and nothing is kept of them", async () => {
  const names = Array.from({ length: 51 }, (_, i) => `client ${i}`);
  const grafana: Grafana = {
    ...unconfiguredGrafana,
    query: async ({ queries, to }) =>
      new Map(
        queries.map(({ refId }) => [
          refId,
          { ok: true, value: names.map((client) => ({ labels: { client }, points: [[to.getTime(), 1]] as const })) },
        ]),
      ),
  };
  const problem = await collectHours(serviceCtxOf(database.db, job, { clock: testClock(NOW), grafana }));
  expect(problem).toMatchObject({ kind: "bad_query", message: expect.stringContaining("51 client kinds") });
  expect(await rowsOf()).toEqual([]);
});

test("with another target every hour is asked for again, and what is older is no share of it", async () => {
  // Hours are kept in memory for each database: one of its own.
  const database = await testDatabase();
  const clock = testClock(NOW);
  const profile = loadProfile();
  const stricter = { ...profile, latency: { ...profile.latency, targetSeconds: 0.4 } };
  const first = grafanaOf(since("2026-11-10T00:00:00Z"));
  await collectHours(serviceCtxOf(database.db, job, { clock, grafana: first.grafana }));
  clock.advance(60);
  // Grafana keeps less by now, and fewer requests are within 0.4 s.
  const later = grafanaOf((hour, client) =>
    client === "browser" && hour >= Date.parse("2026-11-20T00:00:00Z") ? { ...busy, within: 50 } : undefined,
  );
  const ctx = serviceCtxOf(database.db, job, { clock, grafana: later.grafana, profile: stricter });
  await collectHours(ctx);
  expect(later.requests[0]!.queries[2]!.expr).toContain('le="0.4"');
  const hours = await readHours(ctx);
  const since20th = { from: Date.parse("2026-11-20T00:00:00Z"), to: NOW.getTime() };
  const judging = { windows: [], target: 0.4 };
  expect(bothOf(hours, since20th, judging).raw).toMatchObject({
    average: expect.closeTo(0.61, 9),
    withinShare: 0.5,
  });
  // The hours before are still counted, and how many of their requests were within 0.4 s nobody knows.
  const since10th = { ...since20th, from: Date.parse("2026-11-10T00:00:00Z") };
  expect(bothOf(hours, since10th, judging).raw).toMatchObject({
    average: expect.closeTo(0.61, 9),
    withinShare: null,
    coverage: { hoursMeasured: 13 * 24 + 10 },
  });
});

test("a client kind that got another name is not counted twice", async () => {
  const clock = testClock(NOW);
  await collectHours(
    serviceCtxOf(database.db, job, { clock, grafana: grafanaOf(since("2026-11-23T05:00:00Z")).grafana }),
  );
  clock.advance(60);
  const renamed = grafanaOf((hour, client) =>
    client === "api" && hour >= Date.parse("2026-11-23T05:00:00Z") ? busy : undefined,
  );
  await collectHours(serviceCtxOf(database.db, job, { clock, grafana: renamed.grafana }));
  const [last] = (await rowsOf()).filter(({ hour, client }) => hour === "2026-11-23 09" && client === "browser");
  expect(last).toMatchObject({ requests: 0, seconds: 0 });
});

test("a clock that was ahead hides no hour, and makes none younger than now", async () => {
  const database = await testDatabase();
  const clock = testClock(new Date("2026-11-23T10:20:00Z"));
  const { grafana } = grafanaOf(since("2026-11-23T05:00:00Z"));
  const ctx = serviceCtxOf(database.db, job, { clock, grafana });
  await collectHours(ctx);
  await database.sql`update console.latency_hour set measured_at = '2027-01-01T00:00Z' where hour = '2026-11-23T05:00Z'`;
  await readHours(ctx);
  clock.advance(3600);
  await collectHours(ctx);
  const known: string[] = [];
  const hours = await readHours(ctx);
  const span = { from: 0, to: clock.now().getTime() };
  eachHour(hours, span, "browser", (hour) => known.push(new Date(hour).toISOString().slice(11, 13)));
  expect(known).toEqual(["05", "06", "07", "08", "09", "10"]);
  const collected = await readCollected(ctx, hours);
  const [from, until] = ["2026-11-23T00:00:00Z", clock.now().toISOString()];
  expect(hoursProvenance(ctx, hours, { from, to: until, until }, { collected })).toMatchObject({
    fetchedAt: clock.now().toISOString(),
    stale: false,
  });
});
