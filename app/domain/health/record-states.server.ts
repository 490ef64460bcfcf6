import { eq, inArray, isNull, sql } from "drizzle-orm";
import { componentState } from "#db/schema/health.ts";
import type { Ctx } from "../context.ts";
import { nextStep } from "./interval-rules.ts";
import type { Observation } from "./state-rules.ts";

/**
 * Carries the history of the components on with what was observed at an instant, all of them or none.
 * An observation older than what is there changes nothing.
 */
export async function recordStates(
  { db, clock }: Pick<Ctx, "db" | "clock">,
  at: Date,
  observations: readonly (Observation & { componentId: string })[],
): Promise<void> {
  await db.transaction(async (tx) => {
    // Two workers that finish a round together go one after the other: the second finds what the first one wrote.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('component states', 0))`);
    const presents = await tx.select().from(componentState).where(isNull(componentState.endedAt));
    const byComponent = new Map(presents.map((row) => [row.componentId, row]));
    const opened: (typeof componentState.$inferInsert)[] = [];
    const still: { id: number; sources: Observation["sources"] }[] = [];
    for (const { componentId, state, sources } of observations) {
      const present = byComponent.get(componentId);
      const step = nextStep(
        present
          ? { state: present.state, startedAt: present.startedAt.getTime(), observedAt: present.observedAt.getTime() }
          : null,
        state,
        at.getTime(),
        clock.now().getTime(),
      );
      if (step.kind === "still" && present) still.push({ id: present.id, sources });
      if (step.kind === "changed" && present) {
        const endedAt = new Date(step.endedAt);
        // It may have begun by a clock that was ahead: then nothing is left of it.
        const startedAt = present.startedAt < endedAt ? present.startedAt : endedAt;
        await tx
          .update(componentState)
          .set({ startedAt, observedAt: endedAt, endedAt })
          .where(eq(componentState.id, present.id));
      }
      if (step.kind === "first" || step.kind === "changed") {
        const startedAt = step.kind === "changed" ? new Date(step.startedAt) : at;
        opened.push({ componentId, state, sources, startedAt, observedAt: at });
      }
    }
    if (still.length > 0) {
      const sources = sql.join(
        still.map((row) => sql`when ${row.id}::bigint then ${JSON.stringify(row.sources)}::jsonb`),
        sql` `,
      );
      await tx
        .update(componentState)
        .set({ observedAt: at, sources: sql`case ${componentState.id} ${sources} end` })
        .where(
          inArray(
            componentState.id,
            still.map(({ id }) => id),
          ),
        );
    }
    if (opened.length > 0) await tx.insert(componentState).values(opened);
  });
}
