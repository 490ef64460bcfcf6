import { afterEach, beforeEach, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { cancelWindow } from "#app/domain/maintenance/cancel-window.server.ts";
import { completeWindow } from "#app/domain/maintenance/complete-window.server.ts";
import { extendWindow } from "#app/domain/maintenance/extend-window.server.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { readMarks } from "#app/domain/marks/read-marks.server.ts";
import { reconcileMarks } from "#app/domain/marks/reconcile-marks.server.ts";
import { silenceAgain } from "#app/domain/marks/silence-again.server.ts";
import type { Grafana } from "#app/platform/grafana/grafana.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { faults, startFaultyGrafana } from "#tests/support/faulty-grafana.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { historyOf, manager, plannedWindow, ringsOf, skipWindow, windowRow } from "#tests/support/maintenance.ts";
import { clientOf, heldOf, ring, TOKENS, value, workerOf } from "#tests/support/marks.ts";

const database = await testDatabase();
await withCatalogue(database);
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });
const pirkko = await manager(database, "Pirkko Palvelusto", { clock: moving, roles: ["customer_service"] });
let door: Awaited<ReturnType<typeof startFaultyGrafana>>;
/** As somebody in Grafana itself. */
let byHand: Grafana;
let worker: ReturnType<typeof workerOf>;

const START = "2026-12-26T20:00:00.000Z";
const END = "2026-12-27T04:00:00.000Z";
const HOURS = "2026-12-26T20:00/2026-12-27T04:00";

beforeEach(async () => {
  // Monday 2026-12-14 at 10:00 in Helsinki; the window is on Saturday the 26th, 22:00, eight hours.
  clock = testClock(new Date("2026-12-14T08:00:00Z"));
  door = await startFaultyGrafana(TOKENS, { clock: moving });
  byHand = clientOf(door.insideUrl, moving);
  worker = workerOf(database.db, moving, clientOf(door.url, moving));
});
afterEach(async () => {
  await door.stop();
  await database.sql`
    update console.maintenance_window set state = 'cancelled', starts_at = starts_at - interval '2 years', ends_at = ends_at - interval '2 years'`;
  await database.sql`update console.grafana_mark set state = 'removed', written = null`;
});

const seen = async (id: string) => ({ id, version: (await windowRow(database, id)).version as number });
/** Announced, and in Grafana. */
async function announced(scope = ["databases"]): Promise<string> {
  const { id } = await plannedWindow(database, { scope });
  await announceWindow(juuso, await seen(id));
  expect(await ring(worker, id)).toBeNull();
  return id;
}
const goTo = (instant: string) => clock.advance((Date.parse(instant) - clock.now().getTime()) / 1000);
/** Five minutes into the window, which has begun. */
async function running(scope?: string[]): Promise<string> {
  const id = await announced(scope);
  goTo("2026-12-26T20:05:00Z");
  await moveByClock(worker);
  expect(await reconcileMarks(worker)).toBeNull();
  return id;
}
const marksOf = async (id: string) =>
  (await readMarks(juuso, { ownerKind: "window", ownerId: id })).map(({ kind, component, state, repaired }) => [
    component?.key ?? kind,
    state,
    repaired,
  ]);
const silenceTrail = async (id: string) =>
  (
    await database.sql`select action, actor_kind, details from audit.event
      where target_id = ${id} and action like 'grafana_silence.%' order by seq`
  ).map(({ action, details }) => [action, details.component, details.repaired ?? []]);
const onlySilence = async (id: string) => (await heldOf(byHand, id)).silences[0]!;
const onlyAnnotation = async (id: string) => (await heldOf(byHand, id)).annotations[0]!;

test("an announced window has a silence for each component in scope and one annotation for all of it", async () => {
  const id = await announced(["databases", "app-servers"]);
  expect(await heldOf(byHand, id)).toMatchObject({
    silences: [
      { alerts: "component=app-servers", hours: HOURS, state: "pending" },
      { alerts: "component=databases", hours: HOURS, state: "pending" },
    ],
    annotations: [
      { text: "Maintenance: Maintenance break, week 52", tags: ["huolto", "maintenance", "planned", `window:${id}`] },
    ],
  });
  expect(await marksOf(id)).toEqual([
    ["app-servers", "held", []],
    ["databases", "held", []],
    ["annotation", "held", []],
  ]);
  expect(await silenceTrail(id)).toEqual(
    [
      ["grafana_silence.made", "databases", []],
      ["grafana_silence.made", "app-servers", []],
    ].sort(),
  );
});

test.each([
  [{ text: "Something else" }, "its text"],
  [{ time: Date.parse("2026-12-25T20:00:00Z") }, "its hours"],
  [{ timeEnd: Date.parse("2026-12-28T04:00:00Z") }, "its hours"],
  [{ tags: ["other"] }, "its tags"],
])("an annotation that was edited, %o, is put back, and said so", async (change, words) => {
  const id = await announced();
  const before = await onlyAnnotation(id);
  value(await byHand.changeAnnotation(before.id, change));
  clock.advance(30);
  expect(await reconcileMarks(worker)).toBeNull();
  expect((await heldOf(byHand, id)).annotations).toEqual([before]);
  const [, mark] = await readMarks(juuso, { ownerKind: "window", ownerId: id });
  expect(mark).toMatchObject({ state: "held", repaired: [words], repairedAt: "2026-12-14T08:00:30.000Z" });
});

test("an annotation that was removed is made again", async () => {
  const id = await announced();
  value(await byHand.deleteAnnotation((await onlyAnnotation(id)).id));
  await reconcileMarks(worker);
  expect((await heldOf(byHand, id)).annotations).toMatchObject([{ hours: HOURS }]);
  expect((await marksOf(id))[1]).toEqual(["annotation", "held", ["removed in Grafana"]]);
});

test("in a Grafana that was set up anew, another's annotation with the old number is left alone", async () => {
  const id = await announced();
  await door.stop();
  door = await startFaultyGrafana(TOKENS, { clock: moving });
  byHand = clientOf(door.insideUrl, moving);
  worker = workerOf(database.db, moving, clientOf(door.url, moving));
  const others = { text: "Somebody's note", tags: ["note"], time: Date.parse(START), timeEnd: Date.parse(START) };
  const { id: number } = value(await byHand.createAnnotation(others));
  await database.sql`update console.grafana_mark set external_id = ${String(number)} where owner_id = ${id} and kind = 'annotation'`;
  expect(await reconcileMarks(worker)).toBeNull();
  expect(await heldOf(byHand, id)).toMatchObject({ silences: [{ hours: HOURS }], annotations: [{ hours: HOURS }] });
  const notes = value(await byHand.annotations({ from: new Date(0), to: new Date("2100-01-01"), tags: ["note"] }));
  expect(notes).toMatchObject([others]);
});

test.each([
  [{ endsAt: "2026-12-28T04:00:00.000Z" }, "its hours"],
  [{ startsAt: "2026-12-20T20:00:00.000Z" }, "its hours"],
  [
    { matchers: [{ name: "severity", value: "warning", isRegex: false, isEqual: true }] },
    "which alerts it keeps quiet",
  ],
  [{ comment: "mine now" }, "its text"],
])("a silence that was edited, %o, is put back, and said so", async (change, words) => {
  const id = await announced();
  const [silence] = value(await byHand.silences());
  const { state: _, ...rest } = silence!;
  const { id: edited } = value(await byHand.putSilence({ ...rest, ...change }));
  // A changed comment hides whose it is, unless the number stayed, as Grafana lets it for a comment.
  if ("comment" in change)
    await database.sql`update console.grafana_mark set external_id = ${edited} where owner_id = ${id} and kind = 'silence'`;
  await reconcileMarks(worker);
  expect((await heldOf(byHand, id)).silences).toMatchObject([
    { alerts: "component=databases", hours: HOURS, title: "Maintenance break, week 52" },
  ]);
  expect(value(await byHand.silences()).filter(({ state }) => state !== "expired")).toHaveLength(1);
  expect((await marksOf(id))[0]).toEqual(["databases", "held", [words]]);
  expect(await silenceTrail(id)).toHaveLength(2);
});

test("a silence ended by hand before the window began is made again", async () => {
  const id = await announced();
  value(await byHand.expireSilence((await onlySilence(id)).id));
  clock.advance(30);
  await reconcileMarks(worker);
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ alerts: "component=databases", hours: HOURS }]);
  expect((await marksOf(id))[0]).toEqual(["databases", "held", ["ended before the window began"]]);
});

test("a silence ended by hand while the window runs stays ended until a person asks for it again", async () => {
  const id = await running();
  value(await byHand.expireSilence((await onlySilence(id)).id));
  for (let round = 0; round < 3; round += 1) {
    clock.advance(30);
    expect(await reconcileMarks(worker)).toBeNull();
  }
  expect((await heldOf(byHand, id)).silences).toEqual([]);
  expect((await marksOf(id))[0]).toEqual(["databases", "ended_by_hand", []]);
  // Once, and not at each round.
  expect((await silenceTrail(id)).map(([action]) => action)).toEqual([
    "grafana_silence.made",
    "grafana_silence.ended_by_hand",
  ]);
  expect(await historyOf(database, id)).toContain("silence_ended_by_hand");

  const again = { windowId: id, component: "databases" };
  await expect(silenceAgain(pirkko, again)).rejects.toMatchObject({ code: "forbidden" });
  await expect(silenceAgain(juuso, { ...again, component: "banks" })).rejects.toMatchObject({ code: "conflict" });
  const rings = await ringsOf(database, id);
  await silenceAgain(juuso, again);
  expect(await ringsOf(database, id)).toBe(rings + 1);
  await expect(silenceAgain(juuso, again)).rejects.toMatchObject({ code: "conflict" });
  await ring(worker, id);
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ alerts: "component=databases", state: "active" }]);
  expect((await marksOf(id))[0]).toEqual(["databases", "held", []]);
});

test("over, it is not silenced again", async () => {
  const id = await running();
  value(await byHand.expireSilence((await onlySilence(id)).id));
  await reconcileMarks(worker);
  goTo(END);
  await expect(silenceAgain(juuso, { windowId: id, component: "databases" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("one that somebody ended is not made again by an extension after the end, either", async () => {
  const id = await running();
  value(await byHand.expireSilence((await onlySilence(id)).id));
  await reconcileMarks(worker);
  goTo("2026-12-27T04:02:00Z");
  expect(await reconcileMarks(worker)).toBeNull();
  expect((await marksOf(id))[0]).toEqual(["databases", "removed", []]);
  await extendWindow(juuso, { ...(await seen(id)), endsAt: "2026-12-27T05:00:00.000Z", reason: "The disks are slow" });
  await ring(worker, id);
  expect((await heldOf(byHand, id)).silences).toEqual([]);
  expect((await marksOf(id))[0]).toEqual(["databases", "ended_by_hand", []]);
  await silenceAgain(juuso, { windowId: id, component: "databases" });
  await ring(worker, id);
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ state: "active" }]);
});

test("one that Grafana lost while the window runs was not ended by hand: it is made again", async () => {
  const id = await running();
  await door.stop();
  door = await startFaultyGrafana(TOKENS, { clock: moving });
  byHand = clientOf(door.insideUrl, moving);
  expect(await reconcileMarks(workerOf(database.db, moving, clientOf(door.url, moving)))).toBeNull();
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ alerts: "component=databases", state: "active" }]);
  expect((await marksOf(id))[0]).toEqual(["databases", "held", ["removed in Grafana"]]);
});

test("a silence that ran out before the window was extended is made again: nobody had ended it", async () => {
  const id = await running();
  goTo("2026-12-27T04:02:00Z");
  expect((await heldOf(byHand, id)).silences).toEqual([]);
  await extendWindow(juuso, { ...(await seen(id)), endsAt: "2026-12-27T05:00:00.000Z", reason: "The disks are slow" });
  await ring(worker, id);
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ state: "active" }]);
  expect((await onlyAnnotation(id)).hours).toBe("2026-12-26T20:00/2026-12-27T05:00");
  expect((await marksOf(id))[0]).toEqual(["databases", "held", []]);
});

test("an extension while it runs makes the silence longer", async () => {
  const id = await running();
  await extendWindow(juuso, { ...(await seen(id)), endsAt: "2026-12-27T06:00:00.000Z", reason: "The disks are slow" });
  await ring(worker, id);
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ state: "active" }]);
  expect((await onlySilence(id)).hours).toMatch(/2026-12-27T06:00$/);
  expect((await marksOf(id))[0]).toEqual(["databases", "held", []]);
});

test("a change of ours that Grafana did by half is not taken for somebody's: the silence is made again", async () => {
  const id = await running();
  const old = (await onlySilence(id)).id;
  await extendWindow(juuso, { ...(await seen(id)), endsAt: "2026-12-27T06:00:00.000Z", reason: "The disks are slow" });
  door.become((req, res, body) => {
    if (req.method !== "POST") return false;
    // It ended the old one, and failed before it made the new one.
    void byHand.expireSilence(old).then(() => faults.failed(req, res, body));
    return undefined;
  });
  expect(await ring(worker, id)).toMatchObject({ kind: "server_failed" });
  expect((await heldOf(byHand, id)).silences).toEqual([]);
  door.become(null);
  expect(await reconcileMarks(worker)).toBeNull();
  expect((await heldOf(byHand, id)).silences).toMatchObject([{ state: "active" }]);
  expect((await marksOf(id))[0]).toEqual(["databases", "held", []]);
});

test("a window that overruns is not silenced past its end; completed, its annotation has the real end", async () => {
  const id = await running();
  goTo("2026-12-27T04:10:00Z");
  await reconcileMarks(worker);
  expect((await heldOf(byHand, id)).silences).toEqual([]);
  goTo("2026-12-27T04:40:00Z");
  await completeWindow(juuso, await seen(id));
  await ring(worker, id);
  expect((await onlyAnnotation(id)).hours).toBe("2026-12-26T20:00/2026-12-27T04:40");
});

test("finished early, what is left of its silences ends, and the annotation keeps the real end", async () => {
  const id = await running(["databases", "app-servers"]);
  goTo("2026-12-27T01:30:00Z");
  await completeWindow(juuso, await seen(id));
  await ring(worker, id);
  expect(await heldOf(byHand, id)).toMatchObject({
    silences: [],
    annotations: [{ hours: "2026-12-26T20:00/2026-12-27T01:30" }],
  });
  expect((await marksOf(id)).map(([, state]) => state)).toEqual(["removed", "removed", "held"]);
  expect((await silenceTrail(id)).slice(2).map(([action]) => action)).toEqual([
    "grafana_silence.ended",
    "grafana_silence.ended",
  ]);
});

test("cancelled while it runs, the silences end and the annotation tells of it", async () => {
  const id = await running();
  goTo("2026-12-26T21:00:00Z");
  await cancelWindow(juuso, { ...(await seen(id)), reason: "Not needed" });
  await ring(worker, id);
  expect(await heldOf(byHand, id)).toMatchObject({
    silences: [],
    annotations: [
      {
        text: "Maintenance: Maintenance break, week 52 (cancelled while it ran)",
        hours: "2026-12-26T20:00/2026-12-26T21:00",
      },
    ],
  });
});

test("a window that was moved takes its silences and its annotation along", async () => {
  const id = await announced();
  await database.sql`update console.maintenance_window
    set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = ${id}`;
  await ring(worker, id);
  const hours = "2026-12-27T20:00/2026-12-28T04:00";
  expect(await heldOf(byHand, id)).toMatchObject({ silences: [{ hours }], annotations: [{ hours }] });
  // The console's own change is no change by hand.
  expect(await marksOf(id)).toEqual([
    ["databases", "held", []],
    ["annotation", "held", []],
  ]);
});

test("what others hold in Grafana is left alone, another installation's marks too", async () => {
  const others = "00000000-0000-4000-8000-00000000beef";
  const theirs = {
    startsAt: START,
    endsAt: END,
    createdBy: "ops",
    matchers: [{ name: "component", value: "databases", isRegex: false, isEqual: true }],
  };
  value(await byHand.putSilence({ ...theirs, comment: "Quiet please" }));
  value(await byHand.putSilence({ ...theirs, comment: `x (huolto window ${others} component databases)` }));
  const note = { text: "note", time: Date.parse(START), timeEnd: Date.parse(START) };
  value(await byHand.createAnnotation({ ...note, tags: ["huolto"] }));
  value(await byHand.createAnnotation({ ...note, tags: ["huolto", `window:${others}`] }));
  const id = await announced();
  await reconcileMarks(worker);
  await skipWindow(database, id, { proposer: juuso, approver: jonna });
  await reconcileMarks(worker);
  const silences = value(await byHand.silences()).filter(({ state }) => state !== "expired");
  expect(silences.map(({ comment }) => comment.slice(0, 5)).sort()).toEqual(["Quiet", "x (hu"]);
  const notes = value(await byHand.annotations({ from: new Date(0), to: new Date("2100-01-01"), tags: ["huolto"] }));
  expect(notes.map(({ text }) => text)).toEqual(["note", "note"]);
});

test("a title in which another window's mark stands misleads nobody", async () => {
  const other = await announced(["databases"]);
  const { id } = await plannedWindow(database, {
    scope: ["app-servers"],
    startsAt: new Date("2026-12-29T20:00:00Z"),
    endsAt: new Date("2026-12-29T22:00:00Z"),
    titleEn: `As huolto window ${other} component databases`,
  });
  await announceWindow(juuso, { id, version: 1 });
  for (let round = 0; round < 3; round += 1) expect(await reconcileMarks(worker)).toBeNull();
  expect((await heldOf(byHand, id)).silences.filter(({ alerts }) => alerts === "component=app-servers")).toHaveLength(
    1,
  );
  expect(value(await byHand.silences()).map(({ state }) => state)).toEqual(["pending", "pending"]);
});

test("what a call that was given up made late is taken away, and of two the second", async () => {
  const id = await announced();
  const [silence] = value(await byHand.silences());
  const { id: _, state: __, ...copy } = silence!;
  const annotation = value(
    await byHand.annotations({ from: new Date(0), to: new Date("2100-01-01"), tags: [`window:${id}`] }),
  )[0]!;
  const doubled = async () => {
    value(await byHand.putSilence(copy));
    value(await byHand.createAnnotation({ ...annotation }));
  };
  await doubled();
  await reconcileMarks(worker);
  expect(await heldOf(byHand, id)).toMatchObject({ silences: [{ hours: HOURS }], annotations: [{ hours: HOURS }] });
  await skipWindow(database, id, { proposer: juuso, approver: jonna });
  await reconcileMarks(worker);
  await doubled();
  await reconcileMarks(worker);
  expect(await heldOf(byHand, id)).toEqual({ silences: [], annotations: [] });
});

test("a component whose alerts cannot be told from others is never silenced", async () => {
  await database.sql`update console.component set alert_matchers = '[]' where key = 'siem'`;
  await database.sql`update console.component set alert_matchers = '[{"name":"component","value":""}]' where key = 'banks'`;
  const id = await announced(["siem", "banks", "databases"]);
  expect((await heldOf(byHand, id)).silences.map(({ alerts }) => alerts)).toEqual(["component=databases"]);
  expect((await marksOf(id)).map(([part]) => part)).toEqual(["databases", "annotation"]);
});
