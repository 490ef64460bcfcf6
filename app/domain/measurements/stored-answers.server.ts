import { and, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { measurement } from "#db/schema/latency.ts";
import type { PurposeName } from "#app/profile/purposes.ts";
import type { Answer } from "./recent-answers.ts";

/** A larger answer is asked anew after a restart instead of filling the database. */
const ROW_BYTES_MAX = 2_000_000;
const KEPT_DAYS = 100;
/** Some times what all pages together ask: a zoom is a question of its own, and anybody can zoom as often as they like. */
const KEPT_MAX = 5000;

export type Stored = { key: string; purpose: PurposeName; answer: Answer };

/**
 * The last answers to these questions, from whichever process asked.
 * @param known when each was fetched that is known here already (ms since the epoch, 0: none): only newer ones are read
 */
export async function readAnswers(db: Db, known: ReadonlyMap<string, number>): Promise<Map<string, Answer>> {
  const newer = [...known].map(([key, since]) =>
    and(eq(measurement.key, key), gt(measurement.fetchedAt, new Date(since))),
  );
  const rows = await db
    .select()
    .from(measurement)
    .where(or(...newer));
  return new Map(
    rows.map((row) => [
      row.key,
      {
        ...(row.answer as Pick<Answer, "series" | "from" | "to">),
        promql: row.expr,
        fetchedAt: row.fetchedAt.getTime(),
      },
    ]),
  );
}

/** Keeps the answers; a newer one of another process stays, unless it is so new that a clock must have been ahead. */
export async function storeAnswers(db: Db, answers: readonly Stored[]): Promise<void> {
  const rows = answers.flatMap(({ key, purpose, answer: { series, from, to, promql, fetchedAt } }) => {
    const answer = { series, from, to };
    if (Buffer.byteLength(JSON.stringify(answer)) > ROW_BYTES_MAX) return [];
    return [{ key, purpose, expr: promql, answer, fetchedAt: new Date(fetchedAt) }];
  });
  if (rows.length === 0) return;
  // In one order everywhere: two processes that store the same answers must not wait for each other.
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  await db
    .insert(measurement)
    .values(rows)
    .onConflictDoUpdate({
      target: measurement.key,
      set: {
        expr: sql`excluded.expr`,
        answer: sql`excluded.answer`,
        fetchedAt: sql`excluded.fetched_at`,
      },
      setWhere: sql`${measurement.fetchedAt} < excluded.fetched_at
        or ${measurement.fetchedAt} > excluded.fetched_at + interval '1 minute'`,
    });
}

/**
 * Removes answers that nobody has asked for in a hundred days (a quarter's figures outlive their quarter), and the oldest where
 * there are too many.
 */
export async function pruneMeasurements(db: Db, now: Date, keptMax = KEPT_MAX): Promise<void> {
  await db.delete(measurement).where(lt(measurement.fetchedAt, new Date(now.getTime() - KEPT_DAYS * 86_400_000)));
  const surplus = db
    .select({ key: measurement.key })
    .from(measurement)
    .orderBy(desc(measurement.fetchedAt))
    .offset(keptMax);
  await db.delete(measurement).where(inArray(measurement.key, surplus));
}
