import { and, eq, type SQL, sql } from "drizzle-orm";
import { disclosure } from "#db/schema/disclosures.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { MOST_ATTEMPTS } from "../../exports/run/figures.ts";
import { type Disclosure, disclosureEvent } from "../change-disclosure.server.ts";
import { moveDisclosureCase } from "../disclosure-case.server.ts";
import type { PersonMatch } from "../match-rules.ts";
import type { DisclosureAttempt } from "./start-attempt.server.ts";

export type SealedPackage = {
  key: string;
  bytes: number;
  sha512: string;
  sha256: string;
  rows: number;
  counts: NonNullable<Disclosure["counts"]>;
};

type Held = Pick<DisclosureAttempt, "id" | "leaseToken" | "attempt">;

/** The fence: only the attempt that holds the lease writes how it ended. */
const held = ({ id, leaseToken }: Held): SQL =>
  and(eq(disclosure.id, id), eq(disclosure.runLeaseToken, leaseToken), eq(disclosure.runState, "running"))!;

const over = { runLeaseToken: null, runLeaseExpiresAt: null, version: sql`${disclosure.version} + 1` };

/** The rows wait for a person who tells namesakes apart. @returns false for a zombie */
export async function askForChoice(ctx: Ctx, attempt: Held, matches: PersonMatch[]): Promise<boolean> {
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(disclosure)
      .set({ ...over, runState: "choosing", matches })
      .where(held(attempt))
      .returning({ id: disclosure.id });
    if (!row) return false;
    const open = matches.filter(({ persons }) => persons === null).length;
    await recordEvent(ctx, tx, { ...disclosureEvent("run_ask", row.id), details: { names: matches.length, open } });
    return true;
  });
}

/** The package counts only if this attempt still holds the lease. @returns false for a zombie */
export async function finishDisclosureRun(
  ctx: Ctx,
  attempt: Held,
  { matches, ...made }: SealedPackage & { matches: PersonMatch[] },
): Promise<boolean> {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(disclosure)
      .set({
        ...over,
        state: "executed",
        runState: "done",
        runError: null,
        runRowsDone: made.rows,
        runRowsTotal: made.rows,
        matches,
        executedAt: now,
        rowsFound: made.rows,
        counts: made.counts,
        packageKey: made.key,
        packageBytes: made.bytes,
        packageSha512: made.sha512,
        packageSha256: made.sha256,
      })
      .where(and(held(attempt), eq(disclosure.state, "verified")))
      .returning();
    if (!row) return false;
    await moveDisclosureCase(tx, row, { action: "execute", actorId: null, at: now });
    await recordEvent(ctx, tx, {
      ...disclosureEvent("run_finish", row.id),
      details: { attempt: attempt.attempt, rows: made.rows, bytes: made.bytes, sha512: made.sha512 },
    });
    return true;
  });
}

export type RunFailure = { code: string; message: string; permanent: boolean };

/** Ends an attempt that did not succeed: back to the queue, or given up after the sixth. */
export async function failDisclosureRun(
  ctx: Ctx,
  attempt: Held & { tries: number },
  failure: RunFailure,
): Promise<"queued" | "failed" | "zombie"> {
  const final = failure.permanent || attempt.tries >= MOST_ATTEMPTS;
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(disclosure)
      .set({ ...over, runState: final ? "failed" : "queued", runError: failure.message })
      .where(held(attempt))
      .returning({ id: disclosure.id });
    if (!row) return "zombie";
    await recordEvent(ctx, tx, {
      ...disclosureEvent("run_fail", row.id),
      outcome: "failed",
      details: { attempt: attempt.attempt, code: failure.code, final },
    });
    return final ? "failed" : "queued";
  });
}
