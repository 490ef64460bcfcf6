import { and, count, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { bulletin, bulletinEvent, bulletinRelease } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import { mailing, mailingDelivery } from "#db/schema/mailings.ts";
import { release } from "#db/schema/releases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { rowsOf } from "../releases/rows-of.server.ts";
import { bulletinRow } from "./bulletin-row.ts";
import { type BulletinAction, bulletinActions, bulletinAvailability } from "./bulletin-states.ts";
import type { BulletinEventView, BulletinView } from "./bulletin-view.ts";
import { authorsOf, type Bulletin } from "./change-bulletin.server.ts";
import { contentProblems } from "./content-problems.server.ts";

/**
 * A bulletin with everything that its page shows.
 * @throws DomainError `not_found`
 */
export async function readBulletin(ctx: ServiceCtx, { id }: { id: string }): Promise<BulletinView> {
  const reader = requirePermission(ctx, "bulletins.view");
  const { db, actor, profile } = reader;
  const row = await rowOf(reader, id);
  const [events, releases, sent, problems, authors, names] = await Promise.all([
    eventsOf(reader, id),
    db
      .select(getTableColumns(release))
      .from(release)
      .innerJoin(bulletinRelease, eq(bulletinRelease.releaseId, release.id))
      .where(eq(bulletinRelease.bulletinId, id))
      .orderBy(desc(release.releasedAt))
      .then((found) => rowsOf(reader, found)),
    mailingOf(reader, id),
    contentProblems(reader, row),
    authorsOf(db, row),
    namesOf(reader, row),
  ]);
  const facts = { submittedBy: row.submittedBy, authors, isPublic: row.published !== null };
  const actions = Object.keys(bulletinActions) as BulletinAction[];
  return {
    ...bulletinRow(row, { first: profile.bulletins.firstLanguage, updatedBy: events.at(-1)?.by ?? null }),
    now: reader.clock.now().toISOString(),
    version: row.version,
    content: row.content,
    published: row.published,
    publishedVersion: row.publishedVersion,
    correctionNote: row.proposedNote ?? row.correctionNote,
    retractionNote: row.retractionNote,
    retractedAt: row.retractedAt?.toISOString() ?? null,
    ...names,
    releases,
    events,
    problems,
    mailing: sent,
    actions: Object.fromEntries(
      actions.map((action) => [action, bulletinAvailability(action, row.state, actor, facts)]),
    ) as BulletinView["actions"],
  };
}

async function rowOf({ db }: ServiceCtx, id: string): Promise<Bulletin> {
  const known = z.uuid().safeParse(id).success;
  const [row] = known ? await db.select().from(bulletin).where(eq(bulletin.id, id)) : [];
  if (!row) throw new DomainError("not_found", "There is no such bulletin.");
  return row as Bulletin;
}

async function eventsOf({ db }: ServiceCtx, id: string): Promise<BulletinEventView[]> {
  const rows = await db
    .select({
      at: bulletinEvent.at,
      by: staff.displayName,
      what: bulletinEvent.what,
      version: bulletinEvent.version,
      note: bulletinEvent.note,
    })
    .from(bulletinEvent)
    .leftJoin(staff, eq(staff.id, bulletinEvent.actorId))
    .where(eq(bulletinEvent.bulletinId, id))
    .orderBy(bulletinEvent.id);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function namesOf({ db }: ServiceCtx, row: Bulletin): Promise<Pick<BulletinView, "submittedBy" | "approvedBy">> {
  const name = async (id: string | null) => {
    if (!id) return null;
    const [person] = await db.select({ name: staff.displayName }).from(staff).where(eq(staff.id, id));
    return person?.name ?? null;
  };
  const [submittedBy, approvedBy] = await Promise.all([name(row.submittedBy), name(row.approvedBy)]);
  return { submittedBy, approvedBy };
}

/** The last mailing about it; who has left meanwhile, or was left out, is no recipient. */
async function mailingOf({ db }: ServiceCtx, id: string): Promise<BulletinView["mailing"]> {
  const [row] = await db
    .select({ id: mailing.id, state: mailing.state })
    .from(mailing)
    .where(and(eq(mailing.subjectKind, "bulletin"), eq(mailing.subjectId, id)))
    .orderBy(desc(mailing.revision))
    .limit(1);
  if (!row) return null;
  const [counts] = await db
    .select({
      recipients: count(sql`case when ${mailingDelivery.state} <> 'left_out' then 1 end`),
      sent: count(sql`case when ${mailingDelivery.state} = 'sent' then 1 end`),
    })
    .from(mailingDelivery)
    .where(eq(mailingDelivery.mailingId, row.id));
  return { ...row, recipients: counts!.recipients, sent: counts!.sent };
}
