import { beforeAll, expect, test } from "vitest";
import { latencySentence } from "#app/domain/latency/latency-sentence.server.ts";
import { readLatencyCalendar } from "#app/domain/latency/read-latency-calendar.server.ts";
import { readLatencyChart } from "#app/domain/latency/read-latency-chart.server.ts";
import { readLatencyOverview } from "#app/domain/latency/read-latency-overview.server.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import type { Answer } from "#tests/support/service.ts";
import { storeHours } from "./measured-hours.ts";

const database = await testDatabase();
const actor = staffActor("00000000-0000-4000-8000-00000000000a", ["release_manager"]);
// A Monday, 12:20 in Helsinki; the collector asked 20 s before.
const NOW = new Date("2026-11-23T10:20:20Z");
const MEASURED = "2026-11-23T10:20:00Z";
const away: GrafanaProblem = { kind: "unreachable", message: "Grafana does not answer." };
const one = (value: number): Series[] => [{ labels: {}, points: [[NOW.getTime(), value]] }];

const known: Partial<Record<Ask["purpose"], number>> = {
  "latency.average": 0.55,
  "latency.requests": 1200,
  "latency.within": 0.93,
  "latency.error_share": 0.001,
  "slo.bad_share": 0.3,
  "slo.bad_share_period": 0.15,
};
const answering: Answer = (ask) => {
  if (ask.purpose === "latency.percentile") return one(ask.params!.quantile === 0.5 ? 0.4 : 1.9);
  const value = known[ask.purpose];
  return value === undefined ? null : one(value);
};
const ctx = (answer: Answer = answering, now = NOW) =>
  serviceCtxOf(database.db, actor, { clock: testClock(now), answer });

beforeAll(async () => {
  // From 1 October (Helsinki) on: October 0.70 s, November 0.60 s, and 0.50 s today; Saturday's window took 4 s.
  const average = (hour: number) => {
    if (hour >= Date.parse("2026-11-22T22:00:00Z")) return 0.5;
    if (hour >= Date.parse("2026-11-21T20:00:00Z") && hour < Date.parse("2026-11-22T04:00:00Z")) return 4;
    return hour >= Date.parse("2026-10-31T22:00:00Z") ? 0.6 : 0.7;
  };
  await storeHours(database, "2026-09-30T21:00:00Z", "2026-11-23T10:00:00Z", average, { measuredAt: MEASURED });
  await database.sql`
    insert into console.maintenance_window (title_en, title_fi, title_sv, starts_at, ends_at, announced_at, state)
    values ('Service window', 'Huoltokatko', 'Servicefönster', '2026-11-21T20:00Z', '2026-11-22T04:00Z', '2026-11-10T08:00Z', 'completed')`;
  await database.sql`
    insert into console.release (version, kind, released_at) values ('2026.47', 'weekly', '2026-11-19T05:00Z')`;
  await database.sql`
    insert into console.collector (name, attempted_at, succeeded_at, progress)
    values ('latency-hours', ${MEASURED}, ${MEASURED}, '{"from": 1790800000000, "to": 1795428000000, "emptyHours": 0, "ended": true}'::jsonb)`;
});

test("one sentence answers: today and the month against the target", async () => {
  const { sentence, tone } = await readLatencyOverview(ctx(), {});
  expect(sentence).toBe("Average 0.50 s today, target 0.80 s: kept, 0.30 s headroom. November so far 0.60 s.");
  expect(tone).toBe("good");
  // The home page's is the same, and asks Grafana for nothing.
  const silent = ctx(() => {
    throw new Error("Grafana is asked");
  });
  expect((await latencySentence(silent)).sentence).toBe(sentence);
});

test("each period is given as measured and without maintenance, with its trend up to the same point", async () => {
  const { rows } = await readLatencyOverview(ctx(), { period: "7d" });
  const row = (id: string) => rows.find((found) => found.id === id)!;
  expect(rows.map(({ id }) => id)).toEqual(["now", "today", "week", "month", "quarter", "year", "chosen"]);
  expect(row("now")).toMatchObject({
    raw: { average: 0.55, withinShare: 0.93, kept: true },
    // Noon to one o'clock last Monday took 0.60 s.
    trend: { words: "0.05 s faster than this hour last week" },
    percentiles: { p50: 0.4, p95: 1.9 },
  });
  expect(row("today").raw).toMatchObject({ average: 0.5, coverage: { hoursMeasured: 12, hoursPassed: 12 } });
  // Yesterday until noon: six hours of the window at 4 s and six at 0.60 s are 2.30 s.
  expect(row("today").trend.words).toBe("1.80 s faster than yesterday by now");
  const month = row("month");
  // 540 hours: 12 at 0.5 s, 8 at 4 s and the rest at 0.6 s.
  expect(month.raw.average).toBeCloseTo((12 * 0.5 + 8 * 4 + 520 * 0.6) / 540, 9);
  expect(month.corrected.average).toBeCloseTo((12 * 0.5 + 520 * 0.6) / 532, 9);
  expect(month).toMatchObject({
    hoursLeftOut: 8,
    exclusions: ["8 hours of “Service window” (2026-11-21 22:00 to 2026-11-22 06:00, announced) are left out."],
    percentiles: { p50: null, p95: null, words: "Percentiles are shown for up to a day." },
    provenance: {
      purpose: "latency.hour_seconds",
      promql: "sum by (client) (increase(service_page_seconds_sum{}[1h]))",
      from: "2026-10-31T22:00:00.000Z",
      to: "2026-11-23T10:20:20.000Z",
      fetchedAt: "2026-11-23T10:20:00.000Z",
      stale: false,
      problem: null,
    },
  });
  expect(month.provenance.exclusions).toEqual(month.exclusions);
  expect(row("year").raw.coverage).toEqual({ hoursMeasured: 1285, hoursPassed: 7836 });
});

test("all burn alerts are listed, firing or not", async () => {
  const { burns } = await readLatencyOverview(ctx(), {});
  // 30 % bad of 10 % allowed burns 3; 15 % burns 1.5.
  expect(burns.map(({ firing, long, short }) => [long.window, short.window, firing])).toEqual([
    ["1h", "5m", false],
    ["6h", "30m", false],
    ["1d", "2h", false],
    ["4d", "6h", true],
  ]);
  expect(burns[3]!.words).toBe("Firing: 1.5 over 4 days, 3.0 over 6 hours; both are above 1.");
});

test("without Grafana the figures of hours are still there, and what only it knows is no data", async () => {
  const { rows, sentence, burns, budget } = await readLatencyOverview(
    ctx(() => away),
    {},
  );
  expect(sentence).toMatch(/^Average 0.50 s today/);
  expect(rows[0]).toMatchObject({ raw: { average: null, kept: null }, provenance: { problem: away } });
  expect(burns.every(({ firing }) => firing === null)).toBe(true);
  expect(budget.projection).not.toBeNull();
});

test("figures that nobody refreshed for minutes say since when", async () => {
  const later = new Date("2026-11-23T12:30:00Z");
  const { sentence, tone, rows } = await readLatencyOverview(ctx(answering, later), {});
  expect(sentence).toBe(
    "Average 0.50 s today, target 0.80 s: kept, 0.30 s headroom. November so far 0.60 s. Measured until 2026-11-23 12:20; nothing newer has come.",
  );
  expect(tone).toBe("warn");
  expect(rows.find(({ id }) => id === "month")!.provenance.stale).toBe(true);
  expect(rows.find(({ id }) => id === "today")!.raw.coverage).toEqual({ hoursMeasured: 12, hoursPassed: 14 });
});

test("a new day without a whole hour is told by the last minutes", async () => {
  const midnight = new Date("2026-11-23T22:20:00Z");
  const { sentence } = await readLatencyOverview(ctx(answering, midnight), {});
  expect(sentence).toMatch(
    /^No whole hour of today has passed yet; the last five minutes took 0.55 s on average, target 0.80 s: kept/,
  );
});

test("a past period is a row of its own, compared with the one before it", async () => {
  const { rows } = await readLatencyOverview(ctx(), { period: "2026-W46" });
  expect(rows.at(-1)).toMatchObject({
    id: "chosen",
    name: "Week 46, 2026",
    trend: { words: "As the week before" },
    raw: { average: expect.closeTo(0.6, 9), coverage: { hoursMeasured: 168, hoursPassed: 168 } },
    provenance: { stale: false },
  });
});

test("a chart of days is by hour from the console's table, with windows and releases and gaps", async () => {
  const chart = await readLatencyChart(
    ctx(() => away),
    { period: "7d" },
  );
  expect(chart).toMatchObject({ resolution: "1 hour", note: null, releases: [{ version: "2026.47" }] });
  expect(chart.lines).toHaveLength(1);
  expect(chart.lines[0]!.points).toHaveLength(168);
  expect(chart.lines[0]!.points.at(-1)).toEqual([Date.parse("2026-11-23T09:00:00Z"), 0.5]);
  expect(chart.windows).toMatchObject([{ title: { en: "Service window" }, announced: true }]);
});

test("a day's chart is by minutes from Grafana, and by hours while it is away", async () => {
  const asked: Ask[] = [];
  const answer: Answer = (ask) => {
    asked.push(ask);
    return [
      {
        labels: {},
        points: [
          [NOW.getTime() - 300_000, 0.6],
          [NOW.getTime(), null],
        ],
      },
    ];
  };
  const minutes = await readLatencyChart(ctx(answer), {});
  expect(asked).toMatchObject([{ purpose: "latency.average", kind: "range", stepSeconds: 300, period: "24h" }]);
  expect(minutes.lines[0]!.points.at(-1)).toEqual([NOW.getTime(), null]);
  const hours = await readLatencyChart(
    ctx(() => away),
    {},
  );
  expect(hours).toMatchObject({ resolution: "1 hour", note: expect.stringContaining("Grafana is away") });
  expect(hours.lines[0]!.points).toHaveLength(24);
});

test("a long chart is by Helsinki's days, with a gap where nothing was measured", async () => {
  const { lines, resolution } = await readLatencyChart(ctx(), { period: "91d" });
  expect(resolution).toBe("1 day");
  const byDay = new Map(lines[0]!.points);
  // 25 October has 25 hours; each took 0.70 s.
  expect(byDay.get(Date.parse("2026-10-24T21:00:00Z"))).toBeCloseTo(0.7, 9);
  expect(byDay.get(Date.parse("2026-10-25T22:00:00Z"))).toBeCloseTo(0.7, 9);
});

test("the calendar has every day of 53 weeks, with its windows and releases", async () => {
  const { days, hoursOfWeek } = await readLatencyCalendar(ctx(), {});
  expect(days).toHaveLength(371);
  const day = (name: string) => days.find((found) => found.day === name);
  expect(day("2026-11-19")).toEqual({
    day: "2026-11-19",
    value: expect.closeTo(0.6, 9),
    requests: 2400,
    window: false,
    releases: ["2026.47"],
  });
  expect(day("2026-11-21")!.window).toBe(true);
  expect(day("2026-11-22")!.window).toBe(true);
  expect(day("2026-09-01")).toMatchObject({ value: null, window: false });
  expect(hoursOfWeek[0]![8]).toBeCloseTo((0.5 + 3 * 0.6) / 4, 9);
});

test.each([
  [{ period: "2027-01" }, "period"],
  [{ period: "forever" }, "period"],
  [{ client: "fax" }, "client"],
  [{ from: "2026-11-20" }, "to"],
  [{ from: "2026-11-20T10:00", to: "2026-11-20T09:00" }, "to"],
  [{ from: "2026-02-30", to: "2026-03-02" }, "from"],
  [{ from: "yesterday", to: "today" }, "from"],
])("a view that cannot be is refused with its place: %j", async (view, field) => {
  await expect(readLatencyOverview(ctx(), view)).rejects.toMatchObject({ code: "invalid", field });
  await expect(readLatencyChart(ctx(), view)).rejects.toMatchObject({ code: "invalid", field });
});

test("a zoom is by wall time or by UTC, and a day as an end is that day's end", async () => {
  const chart = async (from: string, to: string) => (await readLatencyChart(ctx(), { from, to })).period;
  expect(await chart("2026-11-20T10:00Z", "2026-11-20T12:00Z")).toMatchObject({
    from: "2026-11-20T10:00:00.000Z",
    to: "2026-11-20T12:00:00.000Z",
  });
  expect(await chart("2026-11-20T10:00", "2026-11-20")).toMatchObject({
    from: "2026-11-20T08:00:00.000Z",
    to: "2026-11-20T22:00:00.000Z",
  });
});

test("who may not see latency sees none of it", async () => {
  const officer = { ...ctx(), actor: staffActor(actor.id, ["export_officer"]) };
  for (const read of [readLatencyOverview, readLatencyChart, readLatencyCalendar])
    await expect(read(officer, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(latencySentence(officer)).rejects.toMatchObject({ code: "forbidden" });
});

/** As `ctx`, with what Grafana answered two hours ago. */
function ofTwoHoursAgo(now: Date) {
  const found = ctx(answering, now);
  const { read } = found.measurements;
  const fetchedAt = new Date(now.getTime() - 7_200_000).toISOString();
  return {
    ...found,
    measurements: {
      read: async (asks: readonly Ask[]) =>
        (await read(asks)).map((one) => ({ ...one, provenance: { ...one.provenance, fetchedAt, stale: true } })),
    },
  };
}

test("what Grafana said two hours ago is shown, and calls nothing kept or quiet now", async () => {
  const { rows, burns } = await readLatencyOverview(ofTwoHoursAgo(NOW), {});
  expect(rows[0]).toMatchObject({ id: "now", raw: { average: 0.55, kept: null }, corrected: { kept: null } });
  expect(burns.map(({ firing, long }) => [firing, long.burn])).toEqual(Array.from({ length: 4 }, () => [null, null]));
  const midnight = await readLatencyOverview(ofTwoHoursAgo(new Date("2026-11-23T22:20:00Z")), {});
  expect(midnight.sentence).not.toContain("last five minutes");
});

test("a month of which half was measured says so, and is not called good", async () => {
  const other = await testDatabase();
  await storeHours(other, "2026-11-12T22:00:00Z", "2026-11-23T10:00:00Z", () => 0.5, { measuredAt: MEASURED });
  const half = serviceCtxOf(other.db, actor, { clock: testClock(NOW), answer: answering });
  const { sentence, tone } = await readLatencyOverview(half, {});
  expect(sentence).toBe(
    "Average 0.50 s today, target 0.80 s: kept, 0.30 s headroom. November so far 0.50 s. Only 252 of 540 hours of November are measured.",
  );
  expect(tone).toBe("warn");
});

test("a page's hours are those of the period, and its days are called UTC's", async () => {
  const asks: Ask[] = [];
  const recorded: Answer = (ask) => {
    asks.push(ask);
    if (ask.kind !== "range") return null;
    const value = ask.purpose === "latency.period_seconds" ? 60 : 100;
    return [{ labels: {}, points: [[ask.from.getTime(), value]] }];
  };
  const week = await readLatencyChart(ctx(recorded), { period: "7d", page: "/invoices" });
  expect(week).toMatchObject({ resolution: "1 hour", period: { from: "2026-11-16T10:00:00.000Z" } });
  expect(asks[0]).toMatchObject({
    params: { window: "3600s", filters: { page: "/invoices" } },
    from: new Date("2026-11-16T11:00:00Z"),
    to: new Date("2026-11-23T10:00:00Z"),
  });
  expect(week.lines[0]!.points).toEqual([[Date.parse("2026-11-16T10:00:00Z"), 0.6]]);
  expect((await readLatencyChart(ctx(recorded), { period: "91d", page: "/invoices" })).resolution).toBe("1 day (UTC)");
});
