import { and, asc, eq, lte } from "drizzle-orm";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import type { ServiceCtx } from "../context.ts";
import { type MaintenanceWindow, ringMarks, writeWindow } from "./change-window.server.ts";

/**
 * Starts the announced windows whose time has come. Nothing ends by itself: only people know whether the work is done.
 * Several workers may do this at once; each window starts once.
 * @returns how many were started
 */
export async function moveByClock(ctx: ServiceCtx): Promise<{ started: number }> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select({ id: maintenanceWindow.id })
    .from(maintenanceWindow)
    .where(and(eq(maintenanceWindow.state, "announced"), lte(maintenanceWindow.startsAt, now)))
    .orderBy(asc(maintenanceWindow.startsAt));
  let started = 0;
  for (const { id } of due) if (await start(ctx, id, now)) started += 1;
  return { started };
}

async function start(ctx: ServiceCtx, id: string, now: Date): Promise<MaintenanceWindow | null> {
  return ctx.db.transaction(async (tx) => {
    const [window] = await tx
      .select()
      .from(maintenanceWindow)
      .where(
        and(
          eq(maintenanceWindow.id, id),
          eq(maintenanceWindow.state, "announced"),
          lte(maintenanceWindow.startsAt, now),
        ),
      )
      .for("update");
    if (!window) return null;
    const set = { state: "in_progress" as const, startedAt: now, startedBy: null, changedAt: now };
    const running = await writeWindow(ctx, tx, window, set, { what: "started" });
    await ringMarks(tx, running);
    return running;
  });
}
