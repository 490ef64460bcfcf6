import { afterAll, beforeAll, expect, test } from "vitest";
import { readMarks } from "#app/domain/marks/read-marks.server.ts";
import { reconcileMarks } from "#app/domain/marks/reconcile-marks.server.ts";
import { reconcileOwner } from "#app/domain/marks/reconcile-owner.server.ts";
import { recordRelease } from "#app/domain/releases/record-release.server.ts";
import { rollBack } from "#app/domain/releases/roll-back.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { startFaultyGrafana } from "#tests/support/faulty-grafana.ts";
import { type Manager, manager } from "#tests/support/maintenance.ts";
import { clientOf, TOKENS, value, workerOf } from "#tests/support/marks.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
let door: Awaited<ReturnType<typeof startFaultyGrafana>>;
let juuso: Manager;
let pirkko: Manager;
let worker: ReturnType<typeof workerOf>;
beforeAll(async () => {
  door = await startFaultyGrafana(TOKENS, { clock });
  juuso = await manager(database, "Juuso Julkaisula", { clock });
  pirkko = await manager(database, "Tiina Tietopyyntö", { clock, roles: ["export_officer"] });
  worker = workerOf(database.db, clock, clientOf(door.url, clock));
});
afterAll(() => door.stop());

const inGrafana = async () =>
  value(
    await clientOf(door.insideUrl, clock).annotations({
      from: new Date(0),
      to: new Date("2100-01-01"),
      tags: ["huolto", "release"],
      limit: 5000,
    }),
  );
const released = async (version: string, releasedAt: string, kind = "weekly") =>
  (await recordRelease(juuso, { version, kind, releasedAt, changes: [{ section: "fixed", text: "A fault" }] })).release;

test("a release is one point on the dashboards; rolled back, its text says so", async () => {
  const { id } = await released("2026.47.0", "2026-11-19T06:30:00Z", "urgent");
  const ref = { ownerKind: "release", ownerId: id } as const;
  // Before the worker came to it.
  expect(await readMarks(juuso, ref)).toMatchObject([{ kind: "annotation", component: null, state: "wanted" }]);
  expect(await reconcileOwner(worker, ref)).toBeNull();
  const at = Date.parse("2026-11-19T06:30:00Z");
  const made = { time: at, timeEnd: at, tags: ["huolto", "release", "urgent", `release:${id}`] };
  expect(await inGrafana()).toMatchObject([{ ...made, text: "Urgent release 2026.47.0" }]);
  expect(await readMarks(juuso, ref)).toMatchObject([{ state: "held", repaired: [] }]);
  await expect(readMarks(pirkko, ref)).rejects.toMatchObject({ code: "forbidden" });

  await rollBack(juuso, { version: "2026.47.0", recordVersion: 1, reason: "Invoices were slow to open" });
  expect(await reconcileMarks(worker)).toBeNull();
  expect(await inGrafana()).toMatchObject([
    { ...made, text: "Urgent release 2026.47.0, rolled back at 2026-11-23T08:00Z" },
  ]);
  expect(await readMarks(juuso, ref)).toMatchObject([{ state: "held", repaired: [] }]);
});

test("many releases are all found again, and those of more than a hundred days ago are left as they are", async () => {
  await database.sql`
    insert into console.release (version, kind, released_at)
    select 'n' || n, 'weekly', ${"2026-11-22T08:00:00Z"}::timestamptz - n * interval '1 hour' from generate_series(1, 105) n`;
  await database.sql`insert into console.release (version, kind, released_at) values ('old', 'weekly', '2026-08-10')`;
  expect(await reconcileMarks(worker)).toBeNull();
  const first = await inGrafana();
  expect(first).toHaveLength(106);
  door.fail(null);
  expect(await reconcileMarks(worker)).toBeNull();
  expect(door.calls).toHaveLength(2);
  expect(first.map(({ text }) => text)).not.toContain("Release old");
  // A hundred days later they stay on the dashboards, and nobody asks for them any more.
  clock.advance(120 * 86_400);
  expect(await reconcileMarks(worker)).toBeNull();
  expect(await inGrafana()).toHaveLength(106);
});
