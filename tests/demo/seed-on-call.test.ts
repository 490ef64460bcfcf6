import { expect, test } from "vitest";
import { demoPeople } from "#app/demo/people.ts";
import { seedDemoOnCall } from "#app/demo/seed-on-call.server.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import { readBackups } from "#app/domain/health/backups/read-backups.server.ts";
import { agreeSwap } from "#app/domain/on-call/agree-swap.server.ts";
import { readOnCall } from "#app/domain/on-call/read-on-call.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const { db, sql } = await testDatabase();
// Monday 23 November 2026, 08:00 in Helsinki: an hour before the hand-over.
const clock = testClock(new Date("2026-11-23T06:00:00Z"));
const counts = async () =>
  (
    await sql`select (select count(*)::int from console.on_call_rota) as rotas, (select count(*)::int from console.on_call_note) as notes,
      (select count(*)::int from console.on_call_swap) as swaps, (select count(*)::int from console.restore_test) as tests`
  )[0];

test("without the demo's staff nothing is seeded; with it once, and what people did stays", async () => {
  await seedDemoOnCall(db, { now: clock.now() });
  expect(await counts()).toEqual({ rotas: 0, notes: 0, swaps: 0, tests: 0 });
  await seedDemoStaff(db, { issuer: "http://localhost:1", subjectKey: "key" });
  await Promise.all([seedDemoOnCall(db, { now: clock.now() }), seedDemoOnCall(db, { now: clock.now() })]);
  const once = { rotas: 1, notes: 1, swaps: 1, tests: 5 };
  expect(await counts()).toEqual(once);
  await seedDemoOnCall(db, { now: new Date("2027-02-01T10:00:00Z") });
  expect(await counts()).toEqual(once);
});

test("the demo's platform team is on call in turn, a swap waits for one who can agree, and no restore test is missing", async () => {
  const email = demoPeople.find((person) => person.subject === "demo-katri")!.email;
  const [row] = await sql`select id from console.staff where email = ${email}`;
  const katri = serviceCtxOf(db, staffActor(row!.id, ["platform"]), { clock });
  const { whoNow, shifts, swaps } = await readOnCall(katri);
  expect(whoNow.onCall).toMatchObject({ name: "Katri Konesalo", next: "Alma Alustala" });
  expect(shifts.slice(0, 3).map((shift) => shift.name)).toEqual([
    "Katri Konesalo",
    "Alma Alustala",
    "Pasi Palvelinmaa",
  ]);
  expect(swaps).toMatchObject([{ state: "asked", holds: true, fromName: "Pasi Palvelinmaa" }]);
  await agreeSwap(katri, { id: swaps[0]!.id });
  const { restores } = await readBackups(katri, { failure: null });
  expect(restores.map((restore) => restore.verdict)).toEqual(["recent", "recent", "recent"]);
});
