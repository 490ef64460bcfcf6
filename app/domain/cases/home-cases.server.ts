import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { caseFile, caseFollowUp } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { caseRows, isOverdue } from "./case-rows.server.ts";
import type { CaseList, CaseRow } from "./case-view.ts";
import { countCases, sentenceOf } from "./list-cases.server.ts";

const ROWS_SHOWN = 5;
const FOLLOW_UPS_SHOWN = 20;

export type HomeCases = {
  now: string;
  sentence: string;
  counts: CaseList["counts"];
  /** The first few of each, by when they are due; what is overdue stands there alone. */
  mine: CaseRow[];
  unassigned: CaseRow[];
  overdue: CaseRow[];
  /** Tasks due until the end of the day in the service's time zone, of my cases and of those that I wrote. */
  followUps: { id: string; number: number; subject: string; text: string; dueAt: string; overdue: boolean }[];
};

/** What waits on the desk, for the first page. */
export async function homeCases(ctx: ServiceCtx): Promise<HomeCases> {
  const { db, actor, clock, profile } = requirePermission(ctx, "cases.view");
  const now = clock.now();
  // What is late stands among the late ones alone.
  const inTime = and(isNull(caseFile.closedAt), sql`${isOverdue(now)} is not true`);
  const first = (where: Parameters<typeof caseRows>[1]["where"]) =>
    caseRows(db, { where, order: [asc(caseFile.dueAt), asc(caseFile.number)], limit: ROWS_SHOWN, now });
  const [counts, mine, unassigned, overdue, followUps] = await Promise.all([
    countCases(db, actor.id, now),
    first(and(inTime, eq(caseFile.assigneeId, actor.id))),
    first(and(inTime, isNull(caseFile.assigneeId))),
    first(isOverdue(now)),
    readFollowUpsToday({ db, actor }, endOfDay(now, profile.service.timeZone)),
  ]);
  return {
    now: now.toISOString(),
    sentence: sentenceOf(counts, true),
    counts,
    mine,
    unassigned,
    overdue,
    followUps: followUps.map((row) => ({ ...row, dueAt: row.dueAt.toISOString(), overdue: row.dueAt < now })),
  };
}

const readFollowUpsToday = ({ db, actor }: Pick<ServiceCtx, "db"> & { actor: { id: string } }, until: Date) =>
  db
    .select({
      id: caseFollowUp.id,
      number: caseFile.number,
      subject: caseFile.subject,
      text: caseFollowUp.text,
      dueAt: caseFollowUp.dueAt,
    })
    .from(caseFollowUp)
    .innerJoin(caseFile, eq(caseFile.id, caseFollowUp.caseId))
    .where(
      and(
        eq(caseFollowUp.kind, "task"),
        isNull(caseFollowUp.doneAt),
        lt(caseFollowUp.dueAt, until),
        or(eq(caseFile.assigneeId, actor.id), eq(caseFollowUp.createdBy, actor.id)),
      ),
    )
    .orderBy(asc(caseFollowUp.dueAt), asc(caseFollowUp.id))
    .limit(FOLLOW_UPS_SHOWN);

function endOfDay(now: Date, timeZone: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(today.add({ days: 1 }).startOfDay().epochMilliseconds);
}
