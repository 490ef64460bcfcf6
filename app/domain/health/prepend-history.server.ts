import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { componentState } from "#db/schema/health.ts";
import type { PastInterval } from "./backfill-rules.ts";

const ROWS_PER_INSERT = 1000;

/**
 * Puts intervals before a component's history. When it begins elsewhere than at `earliest` by now, another worker has done
 * it, and nothing is written.
 * @param intervals in order, without overlap, the last one ending at or before `earliest`
 */
export async function prependHistory(
  db: Db,
  componentId: string,
  earliest: number,
  intervals: readonly PastInterval[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('component states', 0))`);
    const [first] = await tx
      .select({ id: componentState.id, state: componentState.state, startedAt: componentState.startedAt })
      .from(componentState)
      .where(eq(componentState.componentId, componentId))
      .orderBy(asc(componentState.startedAt), asc(componentState.id))
      .limit(1);
    if (first?.startedAt.getTime() !== earliest) return;
    const rows = [...intervals];
    const last = rows.at(-1);
    // The same state without a break is one interval: "since" is when it began, not when the console did.
    if (last && last.state === first.state && last.to === earliest) {
      rows.pop();
      await tx
        .update(componentState)
        .set({ startedAt: new Date(last.from) })
        .where(eq(componentState.id, first.id));
    }
    for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
      await tx.insert(componentState).values(
        rows.slice(i, i + ROWS_PER_INSERT).map(({ state, sources, from, to }) => ({
          componentId,
          state,
          sources,
          startedAt: new Date(from),
          observedAt: new Date(to),
          endedAt: new Date(to),
        })),
      );
    }
  });
}
