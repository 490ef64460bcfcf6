import { desc, sql } from "drizzle-orm";
import { runbookRun } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { loadRunbooks } from "./load-runbooks.server.ts";
import { isStale } from "./review-rules.ts";
import type { RunbookMeta } from "./runbook-types.ts";

export type RunbookRow = RunbookMeta & { steps: number; stale: boolean; faults: number; lastRunAt: string | null };

/**
 * Every runbook, by its title; those that match every word and all that is chosen.
 * @param input.q words of title (both languages), symptom or id
 */
export async function listRunbooks(
  ctx: Ctx,
  input: { q?: string; kind?: string; component?: string } = {},
): Promise<{ rows: RunbookRow[]; total: number; stale: number }> {
  const { db, clock } = requirePermission(ctx, "runbooks.view");
  const { files } = loadRunbooks();
  const runs = await db
    .select({ runbook: runbookRun.runbook, at: sql<Date>`max(${runbookRun.startedAt})`.mapWith(runbookRun.startedAt) })
    .from(runbookRun)
    .groupBy(runbookRun.runbook)
    .orderBy(desc(runbookRun.runbook));
  const lastRun = new Map(runs.map(({ runbook, at }) => [runbook, at.toISOString()]));
  const now = clock.now();
  const rows = files.map(
    ({ meta, steps, problems }): RunbookRow => ({
      ...meta,
      steps: steps.length,
      stale: isStale(meta.reviewed, now),
      faults: problems.length,
      lastRunAt: lastRun.get(meta.id) ?? null,
    }),
  );
  const words = (input.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (row: RunbookRow) => {
    const text = `${row.id} ${row.title.en} ${row.title.fi} ${row.symptom}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (!input.kind || row.kinds.some((kind) => kind === input.kind)) &&
      (!input.component || row.components.includes(input.component))
    );
  };
  return {
    rows: rows.filter(matches).sort((a, b) => a.title.en.localeCompare(b.title.en, "en")),
    total: rows.length,
    stale: rows.filter(({ stale }) => stale).length,
  };
}
