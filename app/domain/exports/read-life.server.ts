import { and, asc, eq, isNull } from "drizzle-orm";
import {
  exportDownload,
  exportErasure,
  exportFeed,
  exportNotice,
  exportRequest,
  exportRun,
} from "#db/schema/exports.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx, ServiceCtx } from "../context.ts";
import { type ArchiveFile, archiveFiles } from "./archive-files.server.ts";
import { requireSeen } from "./change-state.server.ts";
import {
  addDays,
  daysBetween,
  helsinkiDay,
  lastRetrievalDay,
  latestUnfeasibleEnd,
  type SwitchDates,
} from "./clock-rules.ts";
import { loadSwitch } from "./load-switches.server.ts";
import { type CalendarDate, calendarDates } from "./notice-rules.ts";
import { tellBy } from "./tell-by.ts";
import { DomainError } from "../errors.ts";

/** Closer than this, a date is shown as near. */
const NEAR_DAYS = 14;

export type ShownDate = CalendarDate & {
  daysLeft: number;
  /** `late`: it has passed and what it was for is not done. */
  state: "past" | "late" | "near" | "coming";
};

export type ExportLife = {
  today: string;
  dates: SwitchDates | null;
  handedOverOn: string | null;
  /** The last day for fetching, when the dates are recorded and the archive is with the customer or will be. */
  fetchUntil: string | null;
  fetchedOn: string | null;
  serviceErasedOn: string | null;
  coming: ShownDate[];
  /** The last day to tell of a longer transition, and the last day on which one could end. */
  tellBy: string | null;
  longest: string | null;
  notices: { kind: string; dueOn: string; sentAt: Date }[];
  erasure: Erasure | null;
  files: ArchiveFile[];
  downloads: Download[];
};

export type Erasure = {
  proposedBy: string;
  proposedById: string;
  proposedAt: Date;
  reason: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  erasedAt: Date | null;
  errorCode: string | null;
  certificateSha256: string | null;
  certificateKey: string | null;
};

export type Download = {
  id: string;
  part: number;
  startedAt: Date;
  finishedAt: Date | null;
  rangeStart: number;
  rangeEnd: number;
  bytesSent: number;
  whole: boolean;
};

/** A request's life beside its state: dates, notices, downloads and the erasure. @throws DomainError `not_found` */
export async function readLife(ctx: ServiceCtx, input: { id: string }): Promise<ExportLife> {
  const staff = requirePermission(ctx, "exports.view");
  requireSeen(input);
  const now = staff.clock.now();
  const [known] = await staff.db
    .select({ id: exportRequest.id })
    .from(exportRequest)
    .where(eq(exportRequest.id, input.id));
  if (!known) throw new DomainError("not_found", "There is no such export request.");
  const found = await loadSwitch(staff.db, input.id, now);
  const today = helsinkiDay(now);
  const told = found.dates && tellBy(ctx, found.dates.noticeGivenOn);
  const [notices, files, downloads, erasure] = await Promise.all([
    staff.db
      .select({ kind: exportNotice.kind, dueOn: exportNotice.dueOn, sentAt: exportNotice.sentAt })
      .from(exportNotice)
      .where(eq(exportNotice.requestId, input.id))
      .orderBy(asc(exportNotice.sentAt), asc(exportNotice.kind)),
    archiveFiles(staff.db, input.id),
    staff.db
      .select({
        id: exportDownload.id,
        part: exportDownload.part,
        startedAt: exportDownload.startedAt,
        finishedAt: exportDownload.finishedAt,
        rangeStart: exportDownload.rangeStart,
        rangeEnd: exportDownload.rangeEnd,
        bytesSent: exportDownload.bytesSent,
        whole: exportDownload.whole,
      })
      .from(exportDownload)
      .innerJoin(exportRun, eq(exportRun.id, exportDownload.runId))
      .where(eq(exportRun.requestId, input.id))
      .orderBy(asc(exportDownload.startedAt))
      .limit(500),
    readErasure(staff, input.id),
  ]);
  return {
    today,
    dates: found.dates,
    handedOverOn: found.handedOverOn,
    fetchUntil: found.dates && lastRetrievalDay(found.dates.retrievalEndsOn, found.handedOverOn),
    fetchedOn: found.fetchedOn,
    serviceErasedOn: found.serviceErasedOn,
    coming: calendarDates(found, told).map((date) => shown(date, today)),
    tellBy: told,
    longest: found.dates && latestUnfeasibleEnd(found.dates.noticeEndsOn),
    notices,
    erasure,
    files,
    downloads,
  };
}

/** What is shown of a date on a day. Only what was to be done by then is late. */
export function shown(date: CalendarDate, today: string): ShownDate {
  const daysLeft = daysBetween(today, date.on);
  // The erasure is due from its day on, and late a month after it.
  const by = date.key === "erase" ? addDays(date.on, 30) : date.on;
  const toBeDone = date.key === "transition_ends" || date.key === "erase";
  const state = daysLeft > NEAR_DAYS ? "coming" : today <= by ? "near" : toBeDone ? "late" : "past";
  return { ...date, daysLeft, state };
}

async function readErasure({ db }: Pick<Ctx, "db">, requestId: string): Promise<Erasure | null> {
  const [row] = await db.select().from(exportErasure).where(eq(exportErasure.requestId, requestId));
  if (!row || row.withdrawnAt) return null;
  const nameOf = async (id: string | null) => {
    if (!id) return null;
    const [person] = await db.select({ name: staffTable.displayName }).from(staffTable).where(eq(staffTable.id, id));
    return person!.name;
  };
  const { proposedBy, approvedBy, withdrawnAt: _no, erased: _files, requestId: _id, ...rest } = row;
  return {
    ...rest,
    proposedById: proposedBy,
    proposedBy: (await nameOf(proposedBy))!,
    approvedBy: await nameOf(approvedBy),
  };
}

/** When the person's own calendar address was made; null without one. */
export async function readFeedMadeAt(ctx: Ctx): Promise<Date | null> {
  const { actor, db } = requirePermission(ctx, "exports.view");
  const [row] = await db
    .select({ createdAt: exportFeed.createdAt })
    .from(exportFeed)
    .where(and(eq(exportFeed.staffId, actor.id), isNull(exportFeed.revokedAt)));
  return row?.createdAt ?? null;
}
