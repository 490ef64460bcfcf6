import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeEach, expect, test } from "vitest";
import * as schema from "#db/schema/index.ts";
import { seedDemoService } from "#app/demo/seed-service.server.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { decideChange } from "#app/domain/maintenance/decide-change.server.ts";
import { ensurePlan } from "#app/domain/maintenance/ensure-plan.server.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { manager, worker } from "#tests/support/maintenance.ts";

const database = await testDatabase();
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const db = drizzle(owner, { schema });
const model = createServiceModel({ from: new Date("2025-10-01T00:00:00Z") });
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });

beforeEach(async () => {
  await db.execute(sql`truncate console.maintenance_window cascade`);
  await ensureCatalogue(db, loadProfile());
});

const seed = (iso: string) => seedDemoService(db, { now: new Date(iso), model, profile: loadProfile() });
const at = (iso: string) => {
  clock = testClock(new Date(iso));
  return worker(database, moving);
};
const month = async (planMonth: string) => {
  const rows = await owner`
    select w.*, (select json_agg(e.what order by e.id) from console.maintenance_event e where e.window_id = w.id) as events,
      (select count(*)::int from console.maintenance_check c where c.window_id = w.id) as checks,
      (select count(*)::int from console.maintenance_scope s where s.window_id = w.id) as parts
    from console.maintenance_window w where plan_month = ${planMonth}`;
  expect(rows).toHaveLength(1);
  return rows[0]!;
};

test("past windows are completed as they were, public, in order; the coming ones have their list", async () => {
  await seed("2026-11-23T12:00:00Z");
  expect(await month("2026-11")).toMatchObject({
    state: "completed",
    announced_at: "2026-11-07 20:00:00+00",
    started_at: "2026-11-21 20:00:00+00",
    finished_at: "2026-11-22 04:00:00+00",
    was_public: true,
    sequence: 1,
    version: 1,
    message_sv: expect.stringContaining("Tjänsten uppdateras"),
    events: ["announced", "started", "completed"],
    checks: 0,
    parts: 3,
  });
  expect(await month("2026-12")).toMatchObject({ state: "planned", was_public: false, events: null, checks: 7 });
  const urgent = await owner`select distinct state, plan_month, was_public from console.maintenance_window
    where kind = 'urgent'`;
  expect([...urgent]).toEqual([{ state: "completed", plan_month: null, was_public: true }]);
});

test("the plan goes on after the demo's windows, and neither makes the other's again", async () => {
  await seed("2026-11-23T12:00:00Z");
  // December and January are the demo's.
  expect(await ensurePlan(at("2026-11-23T12:00:00Z"))).toEqual({ made: 10 });
  await seed("2027-02-01T12:00:00Z");
  // December to February 2028 have come within the twelve months.
  expect(await ensurePlan(at("2027-02-01T12:00:00Z"))).toEqual({ made: 3 });
  const [doubled] =
    await owner`select count(*)::int as n from console.maintenance_window a join console.maintenance_window b
    on a.id < b.id and a.kind = 'planned' and b.kind = 'planned' and a.starts_at = b.starts_at`;
  expect(doubled!.n).toBe(0);
  // The worker planned February; the demo's later start announced it, two weeks before the 20th at 22:00.
  await seed("2027-02-07T12:00:00Z");
  expect(await month("2027-02")).toMatchObject({ state: "announced", announced_at: "2027-02-06 20:00:00+00" });
});

test("a window that the clock started is still the demo's, and a later start completes it", async () => {
  await seed("2026-11-21T12:00:00Z");
  expect(await moveByClock(at("2026-11-21T20:00:20Z"))).toEqual({ started: 1 });
  expect(await month("2026-11")).toMatchObject({ state: "in_progress", version: 2 });
  await seed("2026-11-23T12:00:00Z");
  expect(await month("2026-11")).toMatchObject({
    state: "completed",
    started_at: "2026-11-21 20:00:20+00",
    finished_at: "2026-11-22 04:00:00+00",
    events: ["announced", "started", "completed"],
    sequence: 1,
    checks: 0,
  });
});

test("a window that a person had a hand in stays as they left it, and its month gets no other", async () => {
  await seed("2026-11-23T12:00:00Z");
  at("2026-11-23T12:00:00Z");
  const { id } = await month("2026-12");
  await proposeChange(juuso, { id, version: 1, kind: "skip", reason: "Christmas." });
  await seed("2026-12-15T12:00:00Z");
  expect((await month("2026-12")).state).toBe("planned");
  const [change] = await owner`select id from console.maintenance_change where window_id = ${id}`;
  const decision = { version: 2, decision: "approve", note: "", formToken: "form-token" };
  await decideChange(jonna, { changeId: change!.id as string, ...decision });
  await seed("2027-01-10T12:00:00Z");
  expect(await month("2026-12")).toMatchObject({ id, state: "cancelled" });
});
