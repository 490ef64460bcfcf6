import { Temporal } from "temporal-polyfill";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { noteEvent, windowEvent } from "./change-window.server.ts";
import { collidesWith, lockHours } from "./free-hours.server.ts";
import { makeWindow } from "./make-window.server.ts";
import { plannedHours } from "./plan-rules.ts";
import { plannedTitles, titleColumns } from "./title-rules.ts";

const MONTHS_AHEAD = 12;

/**
 * Plans the windows of this month and the next twelve by the service's rule, where they are still to come. A month that has one
 * is left alone, whatever became of it: what was skipped or moved stays so. Called again, it makes nothing twice.
 * @returns how many were made
 */
export async function ensurePlan(ctx: ServiceCtx): Promise<{ made: number }> {
  const { rule, starts, ends, scope } = ctx.profile.maintenance;
  const { timeZone } = ctx.profile.service;
  const now = ctx.clock.now();
  const thisMonth = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toPlainYearMonth();
  const rows = await ctx.db.select({ month: maintenanceWindow.planMonth }).from(maintenanceWindow);
  const planned = new Set(rows.map((row) => row.month));
  let made = 0;
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
    const month = thisMonth.add({ months: ahead });
    if (planned.has(month.toString())) continue;
    const hours = plannedHours(rule, { starts, ends }, timeZone, month.year, month.month);
    if (hours && hours.startsAt > now && (await planMonth(ctx, month.toString(), hours, scope))) made += 1;
  }
  return { made };
}

async function planMonth(
  ctx: ServiceCtx,
  planMonth: string,
  hours: { startsAt: Date; endsAt: Date },
  scope: readonly string[],
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    await lockHours(tx);
    // Another month's was moved here: this one is made once the two no longer lie on each other.
    if (await collidesWith(tx, { ...hours, id: null, kind: "planned", components: scope })) return false;
    const now = ctx.clock.now();
    const titles = titleColumns(plannedTitles(hours.startsAt, ctx.profile.service.timeZone));
    const values = { planMonth, ...hours, ...titles, createdAt: now, changedAt: now };
    const window = await makeWindow(tx, ctx.profile, values, scope);
    if (!window) return false;
    await noteEvent(ctx, tx, window, { what: "planned" });
    await recordEvent(ctx, tx, { ...windowEvent("planned", window.id), details: { planMonth } });
    return true;
  });
}
