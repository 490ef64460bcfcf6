import { asc, eq } from "drizzle-orm";
import { exportDownload, exportErasure, exportNotice, exportRequest, exportRun } from "#db/schema/exports.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx, ServiceCtx } from "../context.ts";
import { archiveFiles } from "./archive-files.server.ts";
import { requireSeen } from "./change-state.server.ts";
import { helsinkiDay, lastHandOverDay, lastRerunDay, lastRetrievalDay, latestUnfeasibleEnd } from "./clock-rules.ts";
import { type Erasure, type ExportLife, shown } from "./life-view.ts";
import { loadSwitch } from "./load-switches.server.ts";
import { calendarDates } from "./notice-rules.ts";
import { seesContent } from "./payroll-part.ts";
import { tellBy } from "./tell-by.ts";
import { DomainError } from "../errors.ts";

/**
 * A request's life beside its state: dates, notices, downloads and the erasure. Of payroll, its files, its downloads and why it
 * is erased are for its officers alone.
 * @throws DomainError `not_found`
 */
export async function readLife(ctx: ServiceCtx, input: { id: string }): Promise<ExportLife> {
  const staff = requirePermission(ctx, "exports.view");
  requireSeen(input);
  const now = staff.clock.now();
  const [known] = await staff.db
    .select({ part: exportRequest.part })
    .from(exportRequest)
    .where(eq(exportRequest.id, input.id));
  if (!known) throw new DomainError("not_found", "There is no such export request.");
  const hidden = !seesContent(staff.actor, known);
  const found = await loadSwitch(staff.db, input.id, now);
  const today = helsinkiDay(now);
  const told = found.dates && tellBy(ctx, found.dates.noticeGivenOn);
  const [notices, files, downloads, erasure] = await Promise.all([
    staff.db
      .select({ kind: exportNotice.kind, dueOn: exportNotice.dueOn, sentAt: exportNotice.sentAt })
      .from(exportNotice)
      .where(eq(exportNotice.requestId, input.id))
      .orderBy(asc(exportNotice.sentAt), asc(exportNotice.kind)),
    hidden ? [] : archiveFiles(staff.db, input.id),
    hidden
      ? []
      : staff.db
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
    assumed: found.dates?.assumed ?? false,
    handOverBy:
      found.state === "ready" && found.madeOn
        ? lastHandOverDay(found.madeOn, found.dates?.transitionEndsOn ?? null)
        : null,
    runAgainBy: found.failedOn && lastRerunDay(found.failedOn, found.dates?.transitionEndsOn ?? null),
    handedOverOn: found.handedOverOn,
    fetchUntil: found.dates && lastRetrievalDay(found.dates.retrievalEndsOn, found.handedOverOn),
    fetchedOn: found.fetchedOn,
    serviceErasedOn: found.serviceErasedOn,
    coming: calendarDates(found, told).map((date) => shown(date, today)),
    tellBy: told,
    longest: found.dates && latestUnfeasibleEnd(found.dates.noticeEndsOn),
    notices,
    erasure: hidden && erasure ? { ...erasure, reason: "" } : erasure,
    files,
    downloads,
  };
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
