import { eq } from "drizzle-orm";
import { collector } from "#db/schema/latency.ts";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { readMarks } from "../marks/read-marks.server.ts";
import { problemFor } from "../measurements/problem-for.ts";
import { type Release, requireRelease } from "./change-release.server.ts";
import { comparisonHours, dueAt } from "./comparison-hours-rules.ts";
import { JUDGE_COLLECTOR, JUDGED_FOR_DAYS } from "./judge-releases.server.ts";
import { readComparisons } from "./read-comparisons.server.ts";
import type { ReleaseView } from "./release-view.ts";
import { rowsOf } from "./rows-of.server.ts";

const DAY_MS = 86_400_000;

/**
 * One release: what it changed, how it was after it, and its mark in Grafana.
 * @throws DomainError `not_found`
 */
export async function readRelease(ctx: ServiceCtx, { version }: { version: string }): Promise<ReleaseView> {
  const staff = requirePermission(ctx, "releases.view");
  const row = await requireRelease(staff.db, version);
  const [[shown], comparisons, marks, problem] = await Promise.all([
    rowsOf(staff, [row]),
    readComparisons(staff, [row.id]),
    readMarks(staff, { ownerKind: "release", ownerId: row.id }),
    lastProblem(staff),
  ]);
  const judged = comparisons.get(row.id) ?? [];
  return {
    ...shown!,
    now: staff.clock.now().toISOString(),
    comparisons: comparisonHours.map(
      (hours) => judged.find((one) => one.hours === hours) ?? { hours, ...waiting(staff, row, hours, problem) },
    ),
    mark: marks[0] ?? null,
    recordVersion: row.recordVersion,
    may: { record: staff.actor.permissions.has("releases.record") },
  };
}

async function lastProblem(ctx: ServiceCtx): Promise<string | null> {
  const [row] = await ctx.db.select().from(collector).where(eq(collector.name, JUDGE_COLLECTOR));
  return problemFor(ctx, (row?.problem as GrafanaProblem | null | undefined) ?? null)?.message ?? null;
}

/** When it is due, and what it waits for once it is. */
function waiting({ clock }: ServiceCtx, row: Release, hours: (typeof comparisonHours)[number], problem: string | null) {
  const now = clock.now().getTime();
  const due = dueAt(row.releasedAt.getTime(), hours);
  const why = () => {
    if (now - row.releasedAt.getTime() > JUDGED_FOR_DAYS * DAY_MS)
      return `It was not judged: what was released more than ${JUDGED_FOR_DAYS} days ago is judged no more.`;
    return problem ?? "The hours after it are being collected.";
  };
  return { due: new Date(due).toISOString(), problem: due > now ? null : why() };
}
