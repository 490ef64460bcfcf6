import { eq, sql } from "drizzle-orm";
import { disclosure } from "#db/schema/disclosures.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { LEASE_SECONDS, MOST_ATTEMPTS } from "../../exports/run/figures.ts";
import { type Disclosure, disclosureEvent } from "../change-disclosure.server.ts";
import { numberOf } from "../disclosure-case.server.ts";

export type DisclosureAttempt = {
  id: string;
  attempt: number;
  /** The fence: whoever holds another one is a zombie. */
  leaseToken: string;
  number: number;
  row: Disclosure;
};

/**
 * Begins the next attempt, if nobody holds a lease that is still good by the database's clock.
 * @returns null when there is nothing to do
 */
export async function startDisclosureAttempt(ctx: Ctx, input: { id: string }): Promise<DisclosureAttempt | null> {
  return await ctx.db.transaction(async (tx) => {
    const [run] = await tx.execute<{ run_attempt: number; run_lease_token: string }>(sql`
      update console.disclosure
      set run_state = 'running', run_attempt = run_attempt + 1, run_tries = run_tries + 1, run_lease_token = gen_random_uuid(),
          run_lease_expires_at = now() + make_interval(secs => ${LEASE_SECONDS}), run_rows_done = 0
      where id = ${input.id} and state = 'verified' and run_tries < ${MOST_ATTEMPTS}
        and (run_state = 'queued' or (run_state = 'running' and run_lease_expires_at < now()))
      returning run_attempt, run_lease_token`);
    if (!run) return null;
    const [row] = await tx.select().from(disclosure).where(eq(disclosure.id, input.id));
    await recordEvent(ctx, tx, { ...disclosureEvent("run_start", input.id), details: { attempt: run.run_attempt } });
    return {
      id: input.id,
      attempt: run.run_attempt,
      leaseToken: run.run_lease_token,
      number: await numberOf(tx, row!),
      row: row!,
    };
  });
}
