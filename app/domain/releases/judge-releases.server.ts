import { and, desc, gte, inArray, lte } from "drizzle-orm";
import { release, releaseComparison } from "#db/schema/releases.ts";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { ServiceCtx } from "../context.ts";
import { compareRelease } from "./compare-release.server.ts";
import { comparisonHours, dueAt } from "./comparison-hours-rules.ts";

export const JUDGE_COLLECTOR = "release-comparisons";
export const JUDGE_EVERY_SECONDS = 60;
/** Each asks for the hours of five weeks: a first start's history is judged within some minutes, and nobody's page waits for it. */
const JUDGED_A_ROUND = 4;
/** What was released before is judged no more: measurements of single hours may be gone. */
export const JUDGED_FOR_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Judges the releases whose time has come, the newest first: a collector, which reads the source and stores what it found.
 * @returns why the source could not answer, or null
 */
export async function judgeReleases(ctx: ServiceCtx): Promise<GrafanaProblem | null> {
  const { db, clock } = ctx;
  const now = clock.now();
  const recent = await db
    .select()
    .from(release)
    .where(
      and(gte(release.releasedAt, new Date(now.getTime() - JUDGED_FOR_DAYS * DAY_MS)), lte(release.releasedAt, now)),
    )
    .orderBy(desc(release.releasedAt));
  if (recent.length === 0) return null;
  const known = await db
    .select({ id: releaseComparison.releaseId, hours: releaseComparison.hours })
    .from(releaseComparison)
    .where(
      inArray(
        releaseComparison.releaseId,
        recent.map(({ id }) => id),
      ),
    );
  const done = new Set(known.map(({ id, hours }) => `${id} ${hours}`));
  let judged = 0;
  for (const one of recent)
    for (const hours of comparisonHours) {
      if (done.has(`${one.id} ${hours}`) || dueAt(one.releasedAt.getTime(), hours) > now.getTime()) continue;
      if (judged >= JUDGED_A_ROUND) return null;
      const outcome = await compareRelease(ctx, one, hours);
      if (outcome.kind === "postponed") {
        if (outcome.problem) return outcome.problem;
        continue;
      }
      judged += 1;
      await db
        .insert(releaseComparison)
        .values({ releaseId: one.id, hours, judgedAt: clock.now(), content: outcome.comparison })
        .onConflictDoNothing();
    }
  return null;
}
