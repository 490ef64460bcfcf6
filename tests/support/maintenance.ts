import { randomUUID } from "node:crypto";
import type { Role } from "#app/domain/access/permissions.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import type { MaintenanceWindow } from "#app/domain/maintenance/change-window.server.ts";
import { decideChange } from "#app/domain/maintenance/decide-change.server.ts";
import { makeWindow } from "#app/domain/maintenance/make-window.server.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { plannedTitles, titleColumns } from "#app/domain/maintenance/title-rules.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Grafana } from "#app/platform/grafana/grafana.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import type { maintenanceWindow } from "#db/schema/maintenance.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor } from "./contexts.ts";

export type Manager = ServiceCtx<StaffActor>;

/** A person of the staff with these roles, who signed in just now whenever they act. */
export async function manager(
  database: TestDatabase,
  name: string,
  { roles = ["release_manager"], clock, grafana }: { roles?: Role[]; clock: Clock; grafana?: Grafana },
): Promise<Manager> {
  const email = `${name.toLowerCase().replace(" ", ".")}.${randomUUID().slice(0, 8)}@huolto.example`;
  const [row] = await database.db.insert(staff).values({ displayName: name, email }).returning();
  for (const role of roles) await database.db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
  const actor = {
    ...staffActor(row!.id, roles, { displayName: name }),
    get authTime() {
      return clock.now();
    },
  };
  return serviceCtxOf(database.db, actor, { clock, grafana });
}

export const worker = (database: TestDatabase, clock: Clock) =>
  serviceCtxOf(database.db, { kind: "job", id: "test" }, { clock });

/** A window as the plan makes it, with these hours; December's of 2026 where nothing is said. */
export async function plannedWindow(
  database: TestDatabase,
  {
    scope = ["app-servers", "databases"],
    ...values
  }: Partial<typeof maintenanceWindow.$inferInsert> & { scope?: string[] } = {},
): Promise<MaintenanceWindow> {
  const startsAt = values.startsAt ?? new Date("2026-12-26T20:00:00Z");
  const endsAt = values.endsAt ?? new Date("2026-12-27T04:00:00Z");
  const titles = titleColumns(plannedTitles(startsAt, "Europe/Helsinki"));
  const window = await makeWindow(database.db, loadProfile(), { ...titles, ...values, startsAt, endsAt }, scope);
  if (!window) throw new Error("the month has a window");
  return window;
}

/** Skips a window as people do: one proposes, the other approves. */
export async function skipWindow(
  database: TestDatabase,
  id: string,
  { proposer, approver }: { proposer: Manager; approver: Manager },
): Promise<void> {
  const version = async () => (await windowRow(database, id)).version as number;
  await proposeChange(proposer, { id, version: await version(), kind: "skip", reason: "Not needed" });
  const [change] = await database.sql`select id from console.maintenance_change
    where window_id = ${id} and state = 'proposed'`;
  await decideChange(approver, {
    changeId: change!.id as string,
    version: await version(),
    decision: "approve",
    note: "",
    formToken: approver.actor.formToken,
  });
}

export async function windowRow(database: TestDatabase, id: string) {
  const [row] = await database.sql`select * from console.maintenance_window where id = ${id}`;
  return row!;
}

/** The trail of a window, in order: action, outcome, details. */
export async function windowTrail(database: TestDatabase, id: string) {
  const rows = await database.sql`
    select action, outcome, details from audit.event
    where target_kind = 'maintenance_window' and target_id = ${id} order by seq`;
  return rows.map((row) => ({
    action: row.action as string,
    outcome: row.outcome as string,
    details: row.details as Record<string, unknown>,
  }));
}

/** The codes of a window's history, in order. */
export async function historyOf(database: TestDatabase, id: string): Promise<string[]> {
  const rows = await database.sql`select what from console.maintenance_event where window_id = ${id} order by id`;
  return rows.map((row) => row.what as string);
}

/** The mails about a window: revision, state, from when on, and the English subject. */
export async function mailsOf(database: TestDatabase, id: string) {
  const rows = await database.sql`
    select revision, state, not_before, texts -> 'en' ->> 'subject' as subject from console.mailing
    where subject_id = ${id} order by revision`;
  return rows.map((row) => ({
    revision: row.revision as number,
    state: row.state as string,
    notBefore: new Date(row.not_before as string),
    subject: row.subject as string,
  }));
}

/** How often Grafana's marks of a window were rung for. */
export async function ringsOf(database: TestDatabase, id: string): Promise<number> {
  const [row] = await database.sql`
    select count(*)::int as n from pgboss.job where name = 'reconcile-marks' and data ->> 'ownerId' = ${id}`;
  return row!.n as number;
}
