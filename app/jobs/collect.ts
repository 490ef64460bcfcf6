import { eq, sql } from "drizzle-orm";
import { collector } from "#db/schema/latency.ts";
import type { ServiceCtx } from "../domain/context.ts";
import type { GrafanaProblem } from "../platform/grafana/grafana.ts";

/** Something that the worker does by itself, again and again: most of it reads from Grafana. */
export type Collector = {
  name: string;
  everySeconds: number;
  /** Does a round; what was not reached is its problem, and it carries on where it was the next time. */
  collect: (ctx: ServiceCtx) => Promise<GrafanaProblem | null>;
};

const failed: GrafanaProblem = {
  kind: "bad_request",
  message:
    "The worker could not finish its last round. This is no fault of Grafana: the worker's log says what failed.",
};

/**
 * Runs a collector, unless another worker did within its interval.
 * @returns whether it ran
 */
export async function collect(ctx: ServiceCtx, { name, everySeconds, collect: run }: Collector): Promise<boolean> {
  const now = ctx.clock.now();
  // The claim is a row, not a lock: a worker that dies with it delays the next round by one interval and no more, and one whose
  // clock was ahead, by none.
  const claimed = await ctx.db.execute(sql`
    insert into console.collector (name, attempted_at) values (${name}, ${now.toISOString()})
    on conflict (name) do update set attempted_at = excluded.attempted_at
      where collector.attempted_at <= excluded.attempted_at - make_interval(secs => ${everySeconds * 0.9})
        or collector.attempted_at > excluded.attempted_at + make_interval(secs => ${everySeconds})
    returning name`);
  if (claimed.length === 0) return false;
  const problem = await run(ctx).catch(async (error: unknown) => {
    // Else the last round that went well would be shown as if it were this one.
    await ctx.db.update(collector).set({ problem: failed }).where(eq(collector.name, name));
    throw error;
  });
  await ctx.db
    .update(collector)
    .set(problem ? { problem } : { problem: null, succeededAt: ctx.clock.now() })
    .where(eq(collector.name, name));
  return true;
}

/**
 * Starts the collectors, each at its own pace and never over itself.
 * @returns `stop`, which waits for the rounds under way
 */
export function startCollectors(context: (job: string) => ServiceCtx, collectors: readonly Collector[]) {
  const running = new Set<Promise<void>>();
  const timers = collectors.map((entry) => {
    let round: Promise<void> | undefined;
    const tick = () => {
      if (round) return;
      const ctx = context(`collect-${entry.name}`);
      round = collect(ctx, entry)
        .then(() => {})
        .catch((error) => ctx.log.error({ err: error, collector: entry.name }, "a collector failed"))
        .finally(() => {
          running.delete(round!);
          round = undefined;
        });
      running.add(round);
    };
    tick();
    return setInterval(tick, entry.everySeconds * 1000);
  });
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
