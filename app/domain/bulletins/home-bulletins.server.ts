import { and, asc, eq, gte, inArray, isNotNull, lt, ne, notExists, sql } from "drizzle-orm";
import { bulletin, bulletinRelease } from "#db/schema/bulletins.ts";
import { release } from "#db/schema/releases.ts";
import { formatClock, formatInstant } from "../../i18n/formats.ts";
import { paths } from "../../paths.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { titleOf } from "./bulletin-row.ts";
import { bulletinStateLabels } from "./bulletin-states.ts";
import { authorsOf, type Bulletin } from "./change-bulletin.server.ts";
import { missingWeeks } from "./missing-weeks.server.ts";
import { addWeeks, dueAt, LOOK_BACK_WEEKS, mondayOf, startOfWeek, type Week } from "./week-rules.ts";

export type BulletinWarning = {
  kind: "week_without" | "release_without" | "to_review" | "scheduled_today";
  sentence: string;
  href: string;
};

/** The worker looks twice a minute. */
const LATE_MS = 5 * 60_000;

/**
 * What of the bulletins waits for whoever writes them: weeks without one, weekly releases that none tells of, what another
 * person sent to review, what comes out today. Empty when nothing does.
 */
export async function homeBulletins(ctx: ServiceCtx): Promise<BulletinWarning[]> {
  const staff = requirePermission(ctx, "bulletins.edit");
  const weeks = await missingWeeks(staff);
  const missing = new Set(weeks.map(({ monday }) => monday));
  const [releases, reviews, scheduled] = await Promise.all([
    untoldReleases(staff, missing),
    toReview(staff),
    scheduledToday(staff),
  ]);
  return [...(await weeksToTell(staff, weeks)), ...releases, ...reviews, ...scheduled];
}

async function weeksToTell({ db }: ServiceCtx, weeks: readonly Week[]): Promise<BulletinWarning[]> {
  if (weeks.length === 0) return [];
  const mondays = weeks.map(({ monday }) => monday);
  const begun = await db
    .select({ id: bulletin.id, weekOf: bulletin.weekOf, state: bulletin.state })
    .from(bulletin)
    .where(and(inArray(bulletin.weekOf, mondays), ne(bulletin.state, "retracted")));
  return weeks.map(({ year, week, monday }) => {
    const there = begun.find(({ weekOf }) => weekOf === monday);
    const standing = there ? ` It is "${bulletinStateLabels[there.state]}".` : "";
    return {
      kind: "week_without",
      sentence: `The bulletin of week ${week}/${year} should be out and is not.${standing}`,
      href: there ? paths.bulletin(there.id) : paths.bulletinNew({ kind: "weekly", week: monday }),
    };
  });
}

/** Of weeks whose bulletin is out or not due yet; of the others the week itself is the warning. */
async function untoldReleases(
  { db, clock, profile }: ServiceCtx,
  missing: ReadonlySet<string>,
): Promise<BulletinWarning[]> {
  const zone = profile.service.timeZone;
  const now = clock.now();
  const from = startOfWeek(addWeeks(mondayOf(now, zone), -LOOK_BACK_WEEKS), zone);
  const told = db
    .select({ one: sql`1` })
    .from(bulletinRelease)
    .innerJoin(bulletin, eq(bulletin.id, bulletinRelease.bulletinId))
    .where(
      and(eq(bulletinRelease.releaseId, release.id), isNotNull(bulletin.published), ne(bulletin.state, "retracted")),
    );
  const rows = await db
    .select({ version: release.version, releasedAt: release.releasedAt })
    .from(release)
    .where(
      and(
        eq(release.kind, "weekly"),
        sql`${release.rolledBackAt} is null`,
        gte(release.releasedAt, from),
        lt(release.releasedAt, now),
        notExists(told),
      ),
    )
    .orderBy(asc(release.releasedAt));
  return rows.flatMap(({ version, releasedAt }) => {
    const monday = mondayOf(releasedAt, zone);
    if (missing.has(monday) || dueAt(monday, profile.bulletins.due, zone) > now) return [];
    const sentence = `The weekly release ${version} of ${formatInstant(releasedAt)} is in no published bulletin.`;
    return [{ kind: "release_without" as const, sentence, href: paths.release(version) }];
  });
}

async function toReview({ db, actor, profile }: ServiceCtx<StaffActor>): Promise<BulletinWarning[]> {
  if (!actor.permissions.has("bulletins.approve")) return [];
  const rows = (await db
    .select()
    .from(bulletin)
    .where(and(eq(bulletin.state, "in_review"), ne(bulletin.submittedBy, actor.id)))
    .orderBy(asc(bulletin.submittedAt))) as Bulletin[];
  const mine = await Promise.all(rows.map(async (row) => (await authorsOf(db, row)).includes(actor.id)));
  return rows
    .filter((_row, index) => !mine[index])
    .map((row) => ({
      kind: "to_review",
      sentence: `“${titleOf(row.content, profile.bulletins.firstLanguage)}” waits for your review.`,
      href: paths.bulletin(row.id),
    }));
}

async function scheduledToday({ db, clock, profile }: ServiceCtx): Promise<BulletinWarning[]> {
  const zone = profile.service.timeZone;
  const rows = (await db
    .select()
    .from(bulletin)
    .where(
      and(
        eq(bulletin.state, "scheduled"),
        sql`(${bulletin.scheduledFor} at time zone ${zone})::date <= (${clock.now().toISOString()}::timestamptz at time zone ${zone})::date`,
      ),
    )
    .orderBy(asc(bulletin.scheduledFor))) as Bulletin[];
  return rows.map((row) => {
    const title = titleOf(row.content, profile.bulletins.firstLanguage);
    const late = clock.now().getTime() - row.scheduledFor!.getTime() > LATE_MS;
    return {
      kind: "scheduled_today",
      sentence: late
        ? `“${title}” should have come out ${formatInstant(row.scheduledFor!)} and has not. Publish it by hand, and tell the platform team.`
        : `“${title}” comes out today at ${formatClock(row.scheduledFor!)}.`,
      href: paths.bulletin(row.id),
    };
  });
}
