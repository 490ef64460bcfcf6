import { afterAll, beforeAll, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { editWindow } from "#app/domain/maintenance/edit-window.server.ts";
import { reconcileMarks } from "#app/domain/marks/reconcile-marks.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { type FailedCalls, startFaultyGrafana } from "#tests/support/faulty-grafana.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { type Manager, manager, plannedWindow, skipWindow, windowRow } from "#tests/support/maintenance.ts";
import { clientOf, heldOf, ring, TOKENS, untilQuiet, workerOf } from "#tests/support/marks.ts";

const database = await testDatabase();
await withCatalogue(database);
const clock = testClock(new Date("2026-12-14T08:00:00Z"));
let door: Awaited<ReturnType<typeof startFaultyGrafana>>;
let juuso: Manager;
let jonna: Manager;
beforeAll(async () => {
  door = await startFaultyGrafana(TOKENS, { clock });
  juuso = await manager(database, "Juuso Julkaisula", { clock });
  jonna = await manager(database, "Jonna Julkaisulahti", { clock });
});
afterAll(() => door.stop());

/** A worker as after a restart, whose circuit breaker knows of no failure. */
const freshWorker = () => workerOf(database.db, clock, clientOf(door.url, clock));
const inside = () => clientOf(door.insideUrl, clock);
const seen = async (id: string) => ({ id, version: (await windowRow(database, id)).version as number });

const stages = {
  announce: async (id: string) => void (await announceWindow(juuso, await seen(id))),
  edit: async (id: string) =>
    void (await editWindow(juuso, {
      ...(await seen(id)),
      titles: { fi: "Katko", sv: "Avbrott", en: "Break" },
      messages: { fi: "Huollamme.", sv: "Vi underhåller.", en: "We maintain." },
      // Databases go, banks come.
      components: ["app-servers", "banks"],
    })),
  skip: (id: string) => skipWindow(database, id, { proposer: juuso, approver: jonna }),
};
type Stage = keyof typeof stages;
const order = Object.keys(stages) as Stage[];

const HOURS = "2026-12-26T20:00/2026-12-27T04:00";
/** What Grafana must hold after each stage: no more and no less. */
const expected: Record<Stage, { silences: unknown[]; annotations: unknown[] }> = {
  announce: {
    silences: [
      { alerts: "component=app-servers", hours: HOURS, title: "Maintenance break, week 52", state: "pending" },
      { alerts: "component=databases", hours: HOURS, title: "Maintenance break, week 52", state: "pending" },
    ],
    annotations: [{ text: "Maintenance: Maintenance break, week 52", hours: HOURS }],
  },
  edit: {
    silences: [
      { alerts: "component=app-servers", hours: HOURS, title: "Break", state: "pending" },
      { alerts: "component=banks", hours: HOURS, title: "Break", state: "pending" },
    ],
    annotations: [{ text: "Maintenance: Break", hours: HOURS }],
  },
  skip: { silences: [], annotations: [] },
};

/** Announces, edits, skips, up to the last stage, with the doorbell after each; some call fails on the way. */
async function play(last: Stage, failed: FailedCalls | null): Promise<{ id: string; calls: number }> {
  door.fail(null);
  // The one before is taken away, and then too old to be looked at.
  await database.sql`update console.maintenance_window set state = 'cancelled' where state <> 'cancelled'`;
  await untilQuiet(freshWorker);
  await database.sql`
    update console.maintenance_window set starts_at = starts_at - interval '1 year', ends_at = ends_at - interval '1 year'
    where starts_at > '2026-07-01'`;
  const { id } = await plannedWindow(database);
  door.fail(failed);
  for (const stage of order.slice(0, order.indexOf(last) + 1)) {
    await stages[stage](id);
    await ring(freshWorker(), id);
  }
  return { id, calls: door.calls.length };
}

const kinds: Omit<FailedCalls, "nth">[] = [
  { times: 1, when: "before", how: "cut" },
  { times: 1, when: "after", how: "cut" },
  // Long enough that a question's repetitions fail too.
  { times: 3, when: "after", how: "server error" },
];

test.each(order.flatMap((last) => kinds.map((kind) => [last, kind] as const)))(
  "%s against a Grafana that fails at each call in turn, %o: nothing twice, nothing too much, nothing missing",
  async (last, kind) => {
    const { calls } = await play(last, null);
    // Otherwise nothing would have failed below.
    expect(calls).toBeGreaterThanOrEqual(5);
    for (let nth = 1; nth <= calls; nth += 1) {
      const { id } = await play(last, { nth, ...kind });
      door.fail(null);
      await untilQuiet(freshWorker);
      const held = await heldOf(inside(), id);
      expect({ nth, ...held }).toMatchObject({ nth, ...expected[last] });
      // And then it is at rest: the two questions of a round, and no change.
      door.fail(null);
      expect(await reconcileMarks(freshWorker())).toBeNull();
      expect([...door.calls].sort()).toEqual(["GET /api/alertmanager/grafana/api/v2/silences", "GET /api/annotations"]);
      const rows = await database.sql`
        select kind, part, state, problem from console.grafana_mark where owner_id = ${id} and state <> 'removed' order by 1, 2`;
      expect(rows.map(({ state, problem }) => [state, problem])).toEqual(
        [...expected[last].silences, ...expected[last].annotations].map(() => ["held", null]),
      );
    }
  },
  60_000,
);
