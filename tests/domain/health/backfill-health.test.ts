import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { component, componentState } from "#db/schema/health.ts";
import { backfillHealth } from "#app/domain/health/backfill-health.server.ts";
import { intervalsOf, nextChunk } from "#app/domain/health/backfill-rules.ts";
import type { GrafanaProblem, QueryRequest, Series } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { unreachable } from "#tests/support/grafana.ts";

const { db } = await testDatabase();
const job = { kind: "job", id: "collect-backfill-health" } as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const now = Date.parse("2026-11-23T05:02:10Z");

/** A component observed for the first time at `firstSeen`. */
async function watched(key: string, firstSeen: number): Promise<string> {
  const [row] = await db
    .insert(component)
    .values({
      key,
      nameEn: key,
      nameFi: key,
      nameSv: key,
      kind: "bank_connections",
      ownerTeam: "Payments",
      customerFacing: true,
      queries: [{ purpose: "dependency.up", filters: { dependency: key }, downBelow: 1 }],
    })
    .returning({ id: component.id });
  const seen = new Date(firstSeen);
  await db.insert(componentState).values({
    componentId: row!.id,
    state: "operational",
    startedAt: seen,
    observedAt: seen,
  });
  return row!.id;
}

const historyOf = (id: string) =>
  db
    .select({
      state: componentState.state,
      from: componentState.startedAt,
      to: componentState.endedAt,
      sources: componentState.sources,
    })
    .from(componentState)
    .where(eq(componentState.componentId, id))
    .orderBy(asc(componentState.startedAt));

function answering(
  value: (at: number) => number | null | undefined,
  problem?: (request: QueryRequest) => GrafanaProblem | null,
) {
  const requests: QueryRequest[] = [];
  const grafana = {
    ...unconfiguredGrafana,
    query: async (request: QueryRequest) => {
      requests.push(request);
      const bad = problem?.(request) ?? null;
      const points: [number, number | null][] = [];
      for (let at = request.from.getTime(); at <= request.to.getTime(); at += 5 * MINUTE) {
        const given = value(at);
        if (given !== undefined) points.push([at, given]);
      }
      return new Map(
        request.queries.map(({ refId, expr }) => {
          const names = /dependency=~?"([^"]+)"/.exec(expr)![1]!.split("|");
          const series: Series[] = names.map((name) => ({ labels: { dependency: name }, points }));
          return [refId, bad ? { ok: false as const, problem: bad } : { ok: true as const, value: series }];
        }),
      );
    },
  };
  return { grafana, requests };
}

test("90 days are read back in six requests of two rounds, one state without a break as one interval", async () => {
  const id = await watched("banks", now - 10_000);
  const down = Date.parse("2026-11-10T09:40:00Z");
  const { grafana, requests } = answering((at) => (at >= down && at < down + 20 * MINUTE ? 0 : 1));
  const ctx = serviceCtxOf(db, job, { clock: testClock(new Date(now)), grafana });
  expect(await backfillHealth(ctx)).toBeNull();
  expect(requests).toHaveLength(3);
  await backfillHealth(ctx);
  await backfillHealth(ctx);
  expect(requests).toHaveLength(6);

  const history = await historyOf(id);
  const oldest = Date.parse("2026-08-25T05:05:00Z");
  expect(history.map(({ state, from, to }) => [state, from.getTime(), to?.getTime()])).toEqual([
    ["operational", oldest, down],
    ["down", down, down + 20 * MINUTE],
    ["operational", down + 20 * MINUTE, undefined],
  ]);
  expect(history[1]!.sources[0]!.detail).toBe("Does not answer; from measurements, read afterwards");
});

test("what Grafana has no measurements of is unknown, and is not asked for again", async () => {
  const id = await watched("e-invoicing", now);
  const kept = now - 3 * DAY;
  const { grafana, requests } = answering((at) => (at >= kept ? 1 : undefined));
  const ctx = serviceCtxOf(db, job, { clock: testClock(new Date(now)), grafana });
  for (let round = 0; round < 4; round += 1) await backfillHealth(ctx);
  const asked = requests.length;
  await backfillHealth(ctx);
  expect(requests).toHaveLength(asked);
  const states = (await historyOf(id)).map(({ state }) => state);
  expect(new Set(states.slice(0, -1))).toEqual(new Set(["unknown"]));
  expect(states.at(-1)).toBe("operational");
});

test("a piece that cannot be read is told, leaves no trace, and is read the next time", async () => {
  const id = await watched("siem", now - 5 * DAY);
  let away = true;
  const { grafana } = answering(
    () => 1,
    () => (away ? unreachable : null),
  );
  const ctx = serviceCtxOf(db, job, { clock: testClock(new Date(now)), grafana });
  expect(await backfillHealth(ctx)).toEqual(unreachable);
  expect(await historyOf(id)).toHaveLength(1);
  away = false;
  expect(await backfillHealth(ctx)).toBeNull();
  expect((await historyOf(id))[0]!.from.getTime()).toBeLessThan(now - 30 * DAY);
});

test("two workers read the same piece and one of them writes it", async () => {
  const id = await watched("income-register", now - 2 * DAY);
  const { grafana } = answering((at) => (Math.floor(at / DAY) % 2 === 0 ? 1 : 0));
  const round = () => backfillHealth(serviceCtxOf(db, job, { clock: testClock(new Date(now)), grafana }));
  await Promise.all([round(), round()]);
  const history = await historyOf(id);
  for (const [i, interval] of history.entries()) {
    const next = history[i + 1];
    if (next) expect(interval.to).toEqual(next.from);
  }
});

test("pieces end where the known begins, on whole steps, and stop at the horizon", () => {
  expect(nextChunk(now, now - 90 * DAY)).toEqual({
    from: Date.parse("2026-11-08T05:05:00Z"),
    lastPoint: Date.parse("2026-11-23T05:00:00Z"),
  });
  expect(nextChunk(now - 89 * DAY, now - 90 * DAY)).toEqual({
    from: Date.parse("2026-08-25T05:00:00Z"),
    lastPoint: Date.parse("2026-08-26T05:00:00Z"),
  });
  expect(nextChunk(now - 90 * DAY, now - 90 * DAY)).toBeNull();
});

test("the last step ends where the live observation began", () => {
  const seen = { state: "slow" as const, sources: [] };
  expect(
    intervalsOf(
      [
        { at: 0, seen },
        { at: 300_000, seen },
      ],
      430_000,
    ),
  ).toMatchObject([{ state: "slow", from: 0, to: 430_000 }]);
});
