import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { undoAnnouncement } from "#app/domain/maintenance/undo-announcement.server.ts";
import { claimOwner, giveBack } from "#app/domain/marks/claim-owner.server.ts";
import { readMarks } from "#app/domain/marks/read-marks.server.ts";
import { reconcileMarks } from "#app/domain/marks/reconcile-marks.server.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { faults, startFaultyGrafana } from "#tests/support/faulty-grafana.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { type Manager, manager, plannedWindow, windowRow } from "#tests/support/maintenance.ts";
import { clientOf, heldOf, ring, TOKENS, workerOf } from "#tests/support/marks.ts";

const database = await testDatabase();
await withCatalogue(database);
const clock = testClock(new Date("2026-12-14T08:00:00Z"));
let door: Awaited<ReturnType<typeof startFaultyGrafana>>;
let juuso: Manager;
beforeAll(async () => {
  door = await startFaultyGrafana(TOKENS, { clock });
  juuso = await manager(database, "Juuso Julkaisula", { clock });
});
afterAll(() => door.stop());
beforeEach(async () => {
  door.become(null);
  await database.sql`
    update console.maintenance_window set state = 'cancelled', starts_at = starts_at - interval '2 years', ends_at = ends_at - interval '2 years'`;
  await database.sql`update console.grafana_mark set state = 'removed', written = null`;
  door.fail(null);
});

const freshWorker = () => workerOf(database.db, clock, clientOf(door.url, clock));
const seen = async (id: string) => ({ id, version: (await windowRow(database, id)).version as number });
async function announced(): Promise<string> {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, await seen(id));
  return id;
}
const held = (id: string) => heldOf(clientOf(door.insideUrl, clock), id);
const problemsOf = async (id: string) =>
  (await readMarks(juuso, { ownerKind: "window", ownerId: id })).map(({ state, problem }) => [state, problem?.kind]);

test("several reconcilers and doorbells at once make each mark once", async () => {
  const id = await announced();
  await Promise.all([
    ...Array.from({ length: 4 }, () => ring(freshWorker(), id)),
    ...Array.from({ length: 4 }, () => reconcileMarks(freshWorker())),
  ]);
  expect(await held(id)).toMatchObject({ silences: [{}, {}], annotations: [{}] });
  expect(door.calls.filter((call) => call.startsWith("POST"))).toHaveLength(3);
});

test("a doorbell that rings while another works is not lost: that one looks once more", async () => {
  const owner = { ownerKind: "window", ownerId: await announced() } as const;
  const claim = await claimOwner(database.db, owner);
  // Nothing is sent, and nobody waits.
  expect(await ring(freshWorker(), owner.ownerId)).toBeNull();
  expect(door.calls).toEqual([]);
  expect(await giveBack(database.db, claim!)).toBe(true);
  expect(await giveBack(database.db, claim!)).toBe(false);
  await ring(freshWorker(), owner.ownerId);
  expect((await held(owner.ownerId)).silences).toHaveLength(2);
});

test("a window that changes while Grafana is asked ends up as it is at last", async () => {
  const id = await announced();
  const first = ring(freshWorker(), id);
  await undoAnnouncement(juuso, await seen(id));
  await Promise.all([first, ring(freshWorker(), id)]);
  await reconcileMarks(freshWorker());
  expect(await held(id)).toEqual({ silences: [], annotations: [] });
});

test("whoever died with the work is not waited for longer than a minute", async () => {
  const owner = { ownerKind: "window", ownerId: await announced() } as const;
  const dead = await claimOwner(database.db, owner);
  await database.sql`update console.mark_claim set claimed_until = now() - interval '1 second' where owner_id = ${owner.ownerId}`;
  await ring(freshWorker(), owner.ownerId);
  expect((await held(owner.ownerId)).silences).toHaveLength(2);
  // Come back to life, it has no say any more.
  expect(await giveBack(database.db, dead!)).toBe(false);
});

test("without a Grafana the marks are wanted, with what to set; nothing fails", async () => {
  const id = await announced();
  expect(await reconcileMarks(workerOf(database.db, clock, unconfiguredGrafana))).toMatchObject({
    kind: "not_configured",
  });
  expect(await ring(workerOf(database.db, clock, unconfiguredGrafana), id)).toMatchObject({ kind: "not_configured" });
  expect(await problemsOf(id)).toEqual(Array.from({ length: 3 }, () => ["wanted", "not_configured"]));
  // Once there is one, all is made and nothing is said any more.
  expect(await reconcileMarks(freshWorker())).toBeNull();
  expect(await problemsOf(id)).toEqual(Array.from({ length: 3 }, () => ["held", undefined]));
});

test("with a token that may only read, it is said at each mark what is missing", async () => {
  const id = await announced();
  door.become((req, res, body) => (req.method === "GET" ? false : faults.forbidden(req, res, body)));
  expect(await reconcileMarks(freshWorker())).toMatchObject({ kind: "forbidden" });
  expect(await problemsOf(id)).toEqual(Array.from({ length: 3 }, () => ["wanted", "forbidden"]));
});

test("a Grafana that does not answer is waited for within bounds, and its silence is told", async () => {
  const id = await announced();
  door.become(faults.silent);
  const began = performance.now();
  expect(await reconcileMarks(freshWorker())).toMatchObject({ kind: "timed_out" });
  // The client's own limit of the tests is 4 s, and after the first question no other is asked.
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await problemsOf(id)).toEqual(Array.from({ length: 3 }, () => ["wanted", "timed_out"]));
  door.become(null);
  expect(await reconcileMarks(freshWorker())).toBeNull();
  expect((await held(id)).silences).toHaveLength(2);
});

test("while the circuit breaker rests nothing is sent, and afterwards the same client goes on", async () => {
  const id = await announced();
  const worker = freshWorker();
  door.become("cut");
  await reconcileMarks(worker);
  await reconcileMarks(worker);
  door.become(null);
  expect(await reconcileMarks(worker)).toMatchObject({ kind: "resting" });
  expect(door.calls).toEqual([]);
  clock.advance(20);
  expect(await reconcileMarks(worker)).toBeNull();
  expect((await held(id)).silences).toHaveLength(2);
});
