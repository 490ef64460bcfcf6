import { asc, inArray } from "drizzle-orm";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { liveStates } from "./hours-rules.ts";
import { spoken } from "./window-rows.server.ts";
import { planSentence } from "./window-sentence-rules.ts";

/** What of maintenance goes on and comes next, in one sentence: for pages that say no more of it. */
export async function maintenanceSentence(ctx: ServiceCtx): Promise<string> {
  const { clock, db, profile } = requirePermission(ctx, "maintenance.view");
  const now = clock.now();
  const live = await db
    .select()
    .from(maintenanceWindow)
    .where(inArray(maintenanceWindow.state, [...liveStates]))
    .orderBy(asc(maintenanceWindow.startsAt));
  return planSentence(
    live.map((window) => spoken(profile, window, now)),
    now,
  );
}
