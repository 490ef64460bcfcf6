import { sql } from "drizzle-orm";
import type { Ctx } from "../../context.ts";
import { LEASE_SECONDS } from "../../exports/run/figures.ts";
import type { DisclosureAttempt } from "./start-attempt.server.ts";

type Held = Pick<DisclosureAttempt, "id" | "leaseToken">;

/** Holds on to the run for another 45 seconds by the database's clock. @returns false when the lease is lost */
export async function renewDisclosureLease(ctx: Pick<Ctx, "db">, { id, leaseToken }: Held): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    update console.disclosure set run_lease_expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where id = ${id} and run_lease_token = ${leaseToken} and run_state = 'running' returning id`);
  return rows.length > 0;
}

/** How far the run is, for the page. A zombie's word changes nothing. */
export async function recordRows(
  ctx: Pick<Ctx, "db">,
  { id, leaseToken }: Held,
  { done, total }: { done: number; total: number | null },
): Promise<void> {
  await ctx.db.execute(sql`
    update console.disclosure set run_rows_done = ${done}, run_rows_total = ${total}
    where id = ${id} and run_lease_token = ${leaseToken} and run_state = 'running'`);
}
