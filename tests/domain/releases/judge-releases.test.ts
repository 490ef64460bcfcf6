import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { judgeReleases } from "#app/domain/releases/judge-releases.server.ts";
import { readComparisons } from "#app/domain/releases/read-comparisons.server.ts";
import type { Comparison } from "#app/domain/releases/release-view.ts";
import { latencyHour } from "#db/schema/latency.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { release } from "#db/schema/releases.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { person } from "#tests/support/incidents.ts";
import type { Answer } from "#tests/support/service.ts";
import { collectedHours, collectedUntil, modelAnswers } from "./model-answers.ts";

const database = await testDatabase();
// The application removes no release.
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const model = createServiceModel({ from: new Date("2026-09-01T00:00:00Z") });
const fromModel = modelAnswers(model);
const HISTORY = Date.parse("2026-09-01T00:00:00Z");
const NOW = "2026-11-07T10:20:00Z";
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"]);
const away = { kind: "unreachable", message: "Grafana does not answer." } as const;

const job = (now: string, answer: Answer = fromModel) =>
  serviceCtxOf(database.db, { kind: "job", id: "judge" } as const, { clock: testClock(new Date(now)), answer });

async function recorded(version: string, releasedAt: string) {
  const [row] = await database.db
    .insert(release)
    .values({ version, kind: "weekly", releasedAt: new Date(releasedAt) })
    .returning();
  return row!.id;
}
/** Each release's hours that are judged, by its version. */
async function judged(): Promise<Record<string, number[]>> {
  const rows = await database.sql`
    select r.version, array_agg(c.hours order by c.hours) as hours from console.release_comparison c
    join console.release r on r.id = c.release_id group by r.version`;
  return Object.fromEntries(rows.map((row) => [row.version as string, row.hours as number[]]));
}
async function comparisonOf(id: string, hours: number): Promise<Comparison> {
  return (await readComparisons(agent, [id])).get(id)!.find((one) => one.hours === hours)!;
}
const partsOf = ({ pages }: Comparison, verdict: string) =>
  pages.filter((part) => part.verdict === verdict).map(({ page, client }) => `${page} ${client}`);

beforeAll(() => collectedHours(database, HISTORY, Date.parse("2026-11-07T10:00:00Z")));

async function nothingYet() {
  await owner`truncate console.release cascade`;
}

test("the model's release that slows one page down is worse on that page alone, and the one after it is better", async () => {
  await nothingYet();
  const quiet = await recorded("2026.43.0", "2026-10-20T03:00:00Z");
  const slow = await recorded("2026.44.0", "2026-10-27T04:00:00Z");
  const mended = await recorded("2026.45.0", "2026-11-03T04:00:00Z");
  // Four a round, the newest first.
  expect(await judgeReleases(job(NOW))).toBeNull();
  expect(await judged()).toEqual({ "2026.45.0": [1, 24, 72], "2026.44.0": [1] });
  await judgeReleases(job(NOW));
  await judgeReleases(job(NOW));
  expect(await judged()).toEqual({ "2026.45.0": [1, 24, 72], "2026.44.0": [1, 24, 72], "2026.43.0": [1, 24, 72] });

  const day = await comparisonOf(slow, 24);
  expect(partsOf(day, "worse")).toEqual(["/bank/payments browser", "/bank/payments robot"]);
  expect(partsOf(day, "better")).toEqual([]);
  expect(day).toMatchObject({
    verdict: "worse",
    from: "2026-10-27T04:00:00.000Z",
    to: "2026-10-28T04:00:00.000Z",
    // Summer time ended on 25 October: at the same time by the clock.
    beforeFrom: "2026-10-20T03:00:00.000Z",
    beforeTo: "2026-10-21T03:00:00.000Z",
    sentence: expect.stringMatching(
      /^Slower in the first 24 hours: \/bank\/payments \(Browser\) 0\.5\d s → 0\.9\d s, and 1 more\.$/,
    ),
    excluded: [],
    notes: [],
  });
  expect(day.provenance[0]!.promql).toContain("[24h]");
  // The average is what the model itself says that it was.
  const browser = day.pages[0]!;
  const truth = model.truth.average(
    { page: "/bank/payments", client: "browser" },
    Date.parse(day.from),
    Date.parse(day.to),
  );
  expect(browser.after.averageSeconds).toBeCloseTo(truth!, 6);

  for (const hours of [1, 24, 72]) {
    expect((await comparisonOf(quiet, hours)).verdict, String(hours)).toBe("same");
    expect((await comparisonOf(mended, hours)).verdict, String(hours)).toBe("better");
  }
  expect(partsOf(await comparisonOf(mended, 72), "better")).toEqual(["/bank/payments browser", "/bank/payments robot"]);
});

test("nothing is judged before its hours are over and collected, nor while the source has a problem", async () => {
  await nothingYet();
  await recorded("1.0", "2026-11-06T09:00:00Z");
  const hours = (to: string, problem?: unknown) =>
    collectedUntil(database, { from: HISTORY, to: Date.parse(to), problem });
  await hours("2026-11-06T10:00:00Z");
  await judgeReleases(job("2026-11-06T10:09:00Z"));
  expect(await judged()).toEqual({});
  await judgeReleases(job("2026-11-06T10:10:00Z"));
  expect(await judged()).toEqual({ "1.0": [1] });
  // The day is over, and its last hour not read yet.
  await hours("2026-11-07T08:00:00Z");
  expect(await judgeReleases(job("2026-11-07T09:10:00Z"))).toBeNull();
  await hours("2026-11-07T08:00:00Z", away);
  expect(await judgeReleases(job("2026-11-07T09:10:00Z"))).toEqual(away);
  await hours("2026-11-07T09:00:00Z");
  expect(await judgeReleases(job("2026-11-07T09:10:00Z", () => away))).toEqual(away);
  expect(await judged()).toEqual({ "1.0": [1] });
  await judgeReleases(job("2026-11-07T09:10:00Z"));
  expect(await judged()).toEqual({ "1.0": [1, 24] });
});

test("hours that were measured but not recorded postpone, and say what to load", async () => {
  await nothingYet();
  await recorded("1.0", "2026-11-05T09:00:00Z");
  const problem = await judgeReleases(
    job(NOW, (ask) => (ask.purpose.startsWith("latency.period") ? [] : fromModel(ask))),
  );
  expect(problem).toMatchObject({ kind: "bad_query", message: expect.stringContaining("recording rules") });
  expect((await judged())["1.0"]).not.toContain(24);
});

test("hours of maintenance and hours without measurement are left out on both sides and named; another release is said", async () => {
  await nothingYet();
  const id = await recorded("1.0", "2026-11-03T04:00:00Z");
  await recorded("1.1", "2026-11-03T09:00:00Z");
  const [window] = await database.db
    .insert(maintenanceWindow)
    .values({
      titleEn: "Urgent update",
      titleFi: "Päivitys",
      titleSv: "Uppdatering",
      kind: "urgent",
      state: "completed",
      startsAt: new Date("2026-11-03T10:30:00Z"),
      endsAt: new Date("2026-11-03T11:15:00Z"),
    })
    .returning();
  const gap = new Date("2026-10-27T20:00:00Z");
  await owner`delete from console.latency_hour where hour = ${gap}`;
  for (let round = 0; round < 3; round++) await judgeReleases(job(NOW));
  const day = await comparisonOf(id, 24);
  expect(day.excluded).toEqual([
    "2 hours of “Urgent update” (2026-11-03 12:30 to 2026-11-03 13:15, urgent maintenance) are left out.",
    "1 hour is left out because there or a week before nothing was measured.",
  ]);
  expect(day.notes).toEqual(["Release 1.1 followed after 5 hours: what is said here is of both."]);
  await database.db.insert(latencyHour).values({
    hour: gap,
    client: "browser",
    requests: 1,
    seconds: 1,
    withinTarget: 1,
    errors: 0,
    measuredAt: gap,
  });
  await owner`delete from console.maintenance_window where id = ${window!.id}`;
});

test("what was released more than thirty days ago is judged no more", async () => {
  await nothingYet();
  await recorded("old", "2026-10-08T10:19:00Z");
  await recorded("0.9", "2026-10-08T10:21:00Z");
  await judgeReleases(job(NOW));
  expect(Object.keys(await judged())).toEqual(["0.9"]);
});
