import { desc, eq, inArray, ne, and, sql } from "drizzle-orm";
import { bulletin, bulletinRelease } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import { apiKey, release, releaseComparison } from "#db/schema/releases.ts";
import { titleOf } from "../bulletins/bulletin-row.ts";
import type { BulletinContent } from "../bulletins/content-schema.ts";
import type { Ctx } from "../context.ts";
import type { ComparisonHours } from "./comparison-hours-rules.ts";
import type { ReleaseRow, Verdict } from "./release-view.ts";

/** Releases with what lists and pages say beside them: who told, the latest verdict, the bulletin. In the order given. */
export async function rowsOf({ db }: Ctx, found: readonly (typeof release.$inferSelect)[]): Promise<ReleaseRow[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const [people, programs, verdicts, bulletins] = await Promise.all([
    db
      .select({ id: release.id, name: staff.displayName })
      .from(release)
      .innerJoin(staff, eq(staff.id, release.reportedBy))
      .where(inArray(release.id, ids)),
    db
      .select({ id: release.id, name: apiKey.name })
      .from(release)
      .innerJoin(apiKey, eq(apiKey.id, release.apiKeyId))
      .where(inArray(release.id, ids)),
    db
      .select({
        id: releaseComparison.releaseId,
        hours: releaseComparison.hours,
        // The rest of it can be a hundred kilobytes.
        verdict: sql<Verdict>`${releaseComparison.content}->>'verdict'`,
      })
      .from(releaseComparison)
      .where(inArray(releaseComparison.releaseId, ids))
      .orderBy(releaseComparison.hours),
    db
      .select({
        releaseId: bulletinRelease.releaseId,
        id: bulletin.id,
        state: bulletin.state,
        content: bulletin.content,
      })
      .from(bulletinRelease)
      .innerJoin(bulletin, eq(bulletin.id, bulletinRelease.bulletinId))
      .where(and(inArray(bulletinRelease.releaseId, ids), ne(bulletin.state, "retracted")))
      .orderBy(desc(bulletin.createdAt)),
  ]);
  const personOf = new Map(people.map(({ id, name }) => [id, name]));
  const programOf = new Map(programs.map(({ id, name }) => [id, name]));
  const verdictOf = new Map(
    verdicts.map(({ id, hours, verdict }) => [id, { hours: hours as ComparisonHours, verdict }]),
  );
  // In English first, since the console is.
  const bulletinOf = new Map(
    bulletins
      .toReversed()
      .map(({ releaseId, id, state, content }) => [
        releaseId,
        { id, state, title: titleOf(content as BulletinContent, "en") || "Untitled" },
      ]),
  );
  return found.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind,
    releasedAt: row.releasedAt.toISOString(),
    commit: row.commit,
    items: row.items,
    source: sourceOf(personOf.get(row.id), programOf.get(row.id)),
    rolledBackAt: row.rolledBackAt?.toISOString() ?? null,
    rollbackReason: row.rollbackReason,
    verdict: verdictOf.get(row.id) ?? null,
    bulletin: bulletinOf.get(row.id) ?? null,
  }));
}

function sourceOf(person: string | undefined, program: string | undefined): ReleaseRow["source"] {
  if (person !== undefined) return { kind: "staff", name: person };
  return program === undefined ? { kind: "unknown", name: "not known" } : { kind: "api_key", name: program };
}
