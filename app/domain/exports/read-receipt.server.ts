import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { exportArchivePart, exportDownload, exportLink, exportRequest, exportRun } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePart } from "./payroll-part.ts";
import { maskPhone } from "./request-form.ts";

export type Receipt = {
  request: { id: string; number: number; companyName: string; businessId: string };
  /** Empty after the erasure. */
  recipient: { name: string; email: string; phone: string };
  linkSentAt: Date;
  startedAt: Date;
  finishedAt: Date | null;
  /** First and last byte that were asked for, both inclusive. */
  rangeStart: number;
  rangeEnd: number;
  bytesSent: number;
  /** With this range every byte of the part had gone out. */
  whole: boolean;
  file: { fileName: string; bytes: number; sha512: string } | null;
};

/** One download: who, when, how many bytes of which file. @throws DomainError `not_found`; `forbidden` */
export async function readReceipt(ctx: Ctx, input: { id: string; download: string }): Promise<Receipt> {
  const staff = requirePermission(ctx, "exports.view");
  const ids = z.object({ id: z.uuid(), download: z.uuid() }).safeParse(input);
  const [row] = ids.success
    ? await staff.db
        .select({ request: exportRequest, download: exportDownload, link: exportLink, file: exportArchivePart })
        .from(exportDownload)
        .innerJoin(exportRun, eq(exportRun.id, exportDownload.runId))
        .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
        .innerJoin(exportLink, eq(exportLink.id, exportDownload.linkId))
        .leftJoin(
          exportArchivePart,
          and(eq(exportArchivePart.runId, exportDownload.runId), eq(exportArchivePart.part, exportDownload.part)),
        )
        .where(and(eq(exportDownload.id, input.download), eq(exportRequest.id, input.id)))
    : [];
  if (!row) throw new DomainError("not_found", "There is no such download.");
  const { request, download, link, file } = row;
  requirePart(staff, request);
  const { startedAt, finishedAt, rangeStart, rangeEnd, bytesSent, whole } = download;
  return {
    request: {
      id: request.id,
      number: request.number,
      companyName: request.companyName,
      businessId: request.businessId,
    },
    recipient: {
      name: request.recipientName,
      email: request.recipientEmail,
      phone: request.recipientPhone && maskPhone(request.recipientPhone),
    },
    linkSentAt: link.createdAt,
    startedAt,
    finishedAt,
    rangeStart,
    rangeEnd,
    bytesSent,
    whole,
    file: file && { fileName: file.fileName, bytes: file.bytes, sha512: file.sha512 },
  };
}
