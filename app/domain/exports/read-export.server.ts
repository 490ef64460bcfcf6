import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { auditEvent } from "#db/schema/audit.ts";
import { exportDownload, exportLink, exportRequest, exportRun } from "#db/schema/exports.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { ExportRequest } from "./change-state.server.ts";
import { seesContent } from "./payroll-part.ts";

const MOST_EVENTS = 500;

export type ExportEvent = {
  seq: number;
  at: Date;
  action: string;
  outcome: "done" | "refused" | "failed";
  /** A person's name, or what did it. */
  by: string;
  details: Record<string, unknown>;
};

export type ExportDetails = {
  /** Of payroll, and not for this person: no scope, runs, links or downloads. */
  contentHidden: boolean;
  request: ExportRequest;
  people: { requestedBy: string; scopedBy: string | null; approvedBy: string | null; endedBy: string | null };
  /** Newest first; the first is the one that counts. */
  runs: (typeof exportRun.$inferSelect)[];
  links: (typeof exportLink.$inferSelect)[];
  downloads: (typeof exportDownload.$inferSelect)[];
  /** The request's newest 500 audit rows, oldest first. */
  history: ExportEvent[];
};

/**
 * One request with its runs, links, downloads and history; of payroll, to others than its officers, only that it is there.
 * @throws DomainError `not_found`
 */
export async function readExport(ctx: Ctx, input: { id: string }): Promise<ExportDetails> {
  const staff = requirePermission(ctx, "exports.view");
  const { db } = staff;
  const id = z.uuid().safeParse(input.id);
  const [request] = id.success ? await db.select().from(exportRequest).where(eq(exportRequest.id, id.data)) : [];
  if (!request) throw new DomainError("not_found", "There is no such export request.");
  const contentHidden = !seesContent(staff.actor, request);
  const runs = contentHidden
    ? []
    : await db.select().from(exportRun).where(eq(exportRun.requestId, request.id)).orderBy(desc(exportRun.queuedAt));
  const runIds = runs.map((run) => run.id);
  const [links, downloads, events] = await Promise.all([
    runIds.length
      ? db.select().from(exportLink).where(inArray(exportLink.runId, runIds)).orderBy(desc(exportLink.createdAt))
      : [],
    runIds.length
      ? db
          .select()
          .from(exportDownload)
          .where(inArray(exportDownload.runId, runIds))
          .orderBy(desc(exportDownload.startedAt))
          .limit(MOST_EVENTS)
      : [],
    db
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.targetKind, "export_request"), eq(auditEvent.targetId, request.id)))
      .orderBy(desc(auditEvent.seq))
      .limit(MOST_EVENTS),
  ]);
  const ids = [request.requestedBy, request.scopedBy, request.approvedBy, request.endedBy].filter((x) => x !== null);
  const actors = events.filter((event) => event.actorKind === "staff").map((event) => event.actorId);
  const names = new Map(
    (
      await db
        .select({ id: staffTable.id, name: staffTable.displayName })
        .from(staffTable)
        .where(inArray(staffTable.id, [...new Set([...ids, ...actors])]))
    ).map((row) => [row.id, row.name]),
  );
  const nameOf = (staffId: string | null) => (staffId ? (names.get(staffId) ?? "a former member of staff") : null);
  return {
    contentHidden,
    request: contentHidden ? { ...request, scope: null, adjustments: [] } : request,
    people: {
      requestedBy: nameOf(request.requestedBy)!,
      scopedBy: nameOf(request.scopedBy),
      approvedBy: nameOf(request.approvedBy),
      endedBy: nameOf(request.endedBy),
    },
    runs,
    links,
    downloads,
    history: events.toReversed().map((event) => ({
      seq: event.seq,
      at: event.at,
      action: event.action,
      outcome: event.outcome,
      by:
        event.actorKind === "staff"
          ? nameOf(event.actorId)!
          : event.actorKind === "portal" || event.actorKind === "anonymous"
            ? "The customer's link"
            : event.actorKind === "job"
              ? "The export job"
              : event.actorKind,
      details: event.details as Record<string, unknown>,
    })),
  };
}
