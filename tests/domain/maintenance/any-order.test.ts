import fc from "fast-check";
import { expect, test } from "vitest";
import { announceUrgent } from "#app/domain/maintenance/announce-urgent.server.ts";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { cancelWindow } from "#app/domain/maintenance/cancel-window.server.ts";
import { completeWindow } from "#app/domain/maintenance/complete-window.server.ts";
import { decideChange } from "#app/domain/maintenance/decide-change.server.ts";
import { editWindow } from "#app/domain/maintenance/edit-window.server.ts";
import { ensurePlan } from "#app/domain/maintenance/ensure-plan.server.ts";
import { extendWindow } from "#app/domain/maintenance/extend-window.server.ts";
import { collide } from "#app/domain/maintenance/hours-rules.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { startWindow } from "#app/domain/maintenance/start-window.server.ts";
import { undoAnnouncement } from "#app/domain/maintenance/undo-announcement.server.ts";
import type { WindowState } from "#app/domain/maintenance/window-states.ts";
import { verifyWindow } from "#app/domain/maintenance/verify-window.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { manager, worker } from "#tests/support/maintenance.ts";

const database = await testDatabase();
await withCatalogue(database);
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });

type Row = {
  id: string;
  version: number;
  sequence: number;
  state: WindowState;
  kind: "planned" | "urgent";
  startsAt: Date;
  endsAt: Date;
  components: string[];
  wasPublic: boolean;
};
const keys = ["app-servers", "databases", "banks"];
const HOUR = 3_600_000;

async function windows(): Promise<Row[]> {
  const rows = await database.sql`
    select w.*, coalesce(array_agg(c.key order by c.key) filter (where c.key is not null), '{}') as components
    from console.maintenance_window w
    left join console.maintenance_scope s on s.window_id = w.id left join console.component c on c.id = s.component_id
    where w.created_at > '2021-01-01' group by w.id order by w.starts_at, w.id`;
  return rows.map((row) => ({
    id: row.id as string,
    version: row.version as number,
    sequence: row.sequence as number,
    state: row.state as WindowState,
    kind: row.kind as Row["kind"],
    startsAt: new Date(row.starts_at as string),
    endsAt: new Date(row.ends_at as string),
    components: row.components as string[],
    wasPublic: row.was_public as boolean,
  }));
}

const verbs = {
  planned: ["announce", "edit", "move", "lengthen", "skip", "decide"],
  announced: ["undo", "edit", "move", "decide", "decide", "start", "cancel", "lengthen", "skip"],
  in_progress: ["verify", "extend", "extend", "complete", "cancel"],
  verifying: ["extend", "complete", "cancel"],
  completed: ["cancel", "extend"],
  cancelled: ["announce", "move"],
  any: ["urgent", "clock", "plan"],
} as const;
type Verb = (typeof verbs)[keyof typeof verbs][number];
const everyVerb = [...new Set(Object.values(verbs).flat())];

/** One step: what is done (mostly something that the window's state is made for), on which window, and after how long. */
const step = fc.record({
  pick: fc.nat(99),
  anything: fc.boolean(),
  window: fc.nat(2),
  hours: fc.integer({ min: -30, max: 80 }),
  scope: fc.subarray(keys, { minLength: 1 }),
  /** Seconds, or until the window's hours begin. */
  wait: fc.constantFrom(0, 0, 30, 90, 3600, 30_000, "start" as const),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take({ pick, anything, window: which, hours, scope, wait }: Step): Promise<unknown> {
  // The windows that are nearest are those on which verbs can meet.
  const rows = (await windows()).filter(({ endsAt }) => endsAt.getTime() > clock.now().getTime() - 2 * 86_400_000);
  const row = rows[which % Math.max(rows.length, 1)];
  if (wait !== "start") clock.advance(wait);
  else if (row && row.startsAt > clock.now()) clock.advance((row.startsAt.getTime() - clock.now().getTime()) / 1000);
  const likely = [...(row ? verbs[row.state] : []), ...(pick % 3 === 0 ? verbs.any : [])];
  const choice: readonly Verb[] = anything && pick % 4 === 0 ? everyVerb : likely;
  return act(choice[pick % choice.length] ?? "plan", row, { hours, scope });
}

async function act(
  verb: Verb,
  row: Row | undefined,
  { hours, scope }: { hours: number; scope: string[] },
): Promise<unknown> {
  if (verb === "clock") return moveByClock(worker(database, moving));
  if (verb === "plan") return ensurePlan(worker(database, moving));
  const minutes = Math.abs(hours) + 5;
  const startsAt = hours > 0 ? new Date(clock.now().getTime() + hours * HOUR).toISOString() : null;
  if (verb === "urgent") return announceUrgent(juuso, { sentence: "Now.", components: scope, startsAt, minutes });
  if (!row) return;
  const seen = { id: row.id, version: row.version };
  const later = (at: Date) => new Date(at.getTime() + hours * HOUR).toISOString();
  const texts = { fi: "a", sv: "b", en: "c" };
  const reason = "Because.";
  switch (verb) {
    case "announce":
      return announceWindow(juuso, seen);
    case "undo":
      return undoAnnouncement(juuso, seen);
    case "edit":
      return editWindow(juuso, { ...seen, titles: texts, messages: texts, components: scope });
    case "move":
      return proposeChange(juuso, {
        ...seen,
        kind: "move",
        startsAt: later(row.startsAt),
        endsAt: later(row.endsAt),
        reason,
      });
    case "lengthen":
      return proposeChange(juuso, {
        ...seen,
        kind: "lengthen",
        startsAt: row.startsAt.toISOString(),
        endsAt: later(row.endsAt),
        reason,
      });
    case "skip":
      return proposeChange(juuso, { ...seen, kind: "skip", reason });
    case "decide": {
      const [change] = await database.sql`select id from console.maintenance_change
        where window_id = ${row.id} and state = 'proposed'`;
      const decision = hours % 4 === 0 ? "refuse" : "approve";
      const given = { decision, note: "So be it.", formToken: "form-token", version: row.version };
      return change && decideChange(jonna, { changeId: change.id as string, ...given });
    }
    case "start":
      return startWindow(juuso, seen);
    case "verify":
      return verifyWindow(juuso, seen);
    case "extend":
      return extendWindow(juuso, { ...seen, endsAt: later(row.endsAt), reason });
    case "complete":
      return completeWindow(juuso, seen);
    case "cancel":
      return cancelWindow(juuso, { ...seen, reason });
  }
}

const isLive = ({ state }: Row) => state !== "completed" && state !== "cancelled";

function requireApart(rows: readonly Row[]): void {
  const live = rows.filter(isLive);
  for (const [i, one] of live.entries())
    for (const other of live.slice(i + 1))
      expect(collide(one, other), `${one.startsAt.toISOString()} and ${other.startsAt.toISOString()}`).toBe(false);
}

/** What was planned and has not started is called off by the decision of another person, or not at all. */
async function requireTwo({ id, kind, startsAt }: Row): Promise<void> {
  if (kind !== "planned" || startsAt <= clock.now()) return;
  const changes = await database.sql`select proposed_by, decided_by from console.maintenance_change
    where window_id = ${id} and kind = 'skip' and state = 'approved'`;
  expect(changes).toEqual([{ proposed_by: juuso.actor.id, decided_by: jonna.actor.id }]);
}

test("whatever people do in whatever order: windows stay apart, calendars only move on, each change is on record", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      await database.sql`update console.maintenance_change set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
      await database.sql`update console.maintenance_window
        set state = 'cancelled', plan_month = null, created_at = '2020-01-01'`;
      clock = testClock(new Date("2026-12-20T10:00:00Z"));
      await ensurePlan(worker(database, moving));
      let before = new Map((await windows()).map((row) => [row.id, row]));
      for (const one of steps) {
        await take(one).catch((error) => {
          // A refusal is an answer; anything else is a defect.
          if (error?.name !== "DomainError") throw error;
        });
        const rows = await windows();
        requireApart(rows);
        for (const row of rows) {
          const was = before.get(row.id);
          if (!was) continue;
          expect(row.version).toBeGreaterThanOrEqual(was.version);
          expect(row.sequence).toBeGreaterThanOrEqual(was.sequence);
          // What a calendar shows did not change without a new sequence, and nobody forgets that it was shown.
          const hours = (of: Row) => [of.startsAt.getTime(), of.endsAt.getTime(), of.state === "cancelled"].join();
          if (was.wasPublic && hours(row) !== hours(was)) expect(row.sequence).toBeGreaterThan(was.sequence);
          expect(row.wasPublic || !was.wasPublic).toBe(true);
          if (!isLive(was)) expect(row).toEqual(was);
          if (isLive(was) && row.state === "cancelled") await requireTwo(row);
        }
        before = new Map(rows.map((row) => [row.id, row]));
      }
      for (const row of before.values()) {
        // One row of the trail for the window's making and one for each of its versions after.
        const [trail] = await database.sql`
          select count(*) filter (where details ? 'planMonth' or details ->> 'kind' = 'urgent' and action like '%.announced')::int as made,
            count(distinct details ->> 'version')::int as versions
          from audit.event where target_id = ${row.id} and outcome = 'done'`;
        expect([trail!.made, trail!.versions]).toEqual([1, row.version - 1]);
        const mails = await database.sql`select revision from console.mailing where subject_id = ${row.id}`;
        expect(mails.every((mail) => (mail.revision as number) <= row.sequence)).toBe(true);
      }
    }),
    // Shrinking would try the database some hundred times more.
    { numRuns: 25, endOnFailure: true },
  );
}, 300_000);
