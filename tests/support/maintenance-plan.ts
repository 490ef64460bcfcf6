import { ensurePlan } from "#app/domain/maintenance/ensure-plan.server.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "./contexts.ts";

/** The plan of Netvisor's rule, as the worker makes it at that time. */
export async function withPlan(database: TestDatabase, clock: Clock): Promise<void> {
  await ensurePlan(serviceCtxOf(database.db, { kind: "job", id: "plan-maintenance" }, { clock }));
}

/** The window that the rule made for a month. */
export async function windowOf(database: TestDatabase, planMonth: string) {
  const [row] = await database.sql`select * from console.maintenance_window where plan_month = ${planMonth}`;
  return {
    id: row!.id as string,
    version: row!.version as number,
    state: row!.state as string,
    startsAt: new Date(row!.starts_at),
    endsAt: new Date(row!.ends_at),
  };
}
