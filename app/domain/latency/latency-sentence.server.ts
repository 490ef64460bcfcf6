import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { readCollected } from "./collected.server.ts";
import { readHours } from "./hours.server.ts";
import type { PeriodRow } from "./latency-types.ts";
import { periodRow } from "./period-rows.server.ts";
import { periodAt, previousOf } from "./period-rules.ts";
import { readWindows } from "./read-marks.server.ts";
import { latencySentenceOf, type Said } from "./sentence-rules.ts";

/** Today and the month against the target in one or two sentences, from the console's own hours: it never waits for Grafana. */
export async function latencySentence(ctx: ServiceCtx): Promise<Said> {
  const staff = requirePermission(ctx, "latency.view");
  const now = staff.clock.now();
  const { timeZone: zone } = staff.profile.service;
  const [today, month] = [periodAt("day", now, now, zone), periodAt("month", now, now, zone)];
  const [hours, windows] = await Promise.all([readHours(staff), readWindows(staff, previousOf(month, zone).from, now)]);
  const known = { hours, windows, collected: await readCollected(staff, hours), client: "" };
  const percentiles = { p50: null, p95: null, words: null, provenance: null };
  const row = (id: PeriodRow["id"], name: string, period: PeriodRow["period"]) =>
    periodRow(staff, known, { id, name, period, percentiles });
  const rows = [row("today", "Today", today), row("month", "This month", month)];
  const { provenance } = rows[1]!;
  return latencySentenceOf(rows, provenance.stale ? provenance.fetchedAt : null);
}
