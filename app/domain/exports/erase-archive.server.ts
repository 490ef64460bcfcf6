import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { exportErasure, exportRequest, exportRun } from "#db/schema/exports.ts";
import { formatInstant } from "../../i18n/formats.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { type ArchiveFile, archiveFiles } from "./archive-files.server.ts";
import { blankBeside } from "./blank-beside.server.ts";
import { blankPeople, removedText } from "./blank-people.ts";
import { type Certificate, erasureCertificate } from "./certificate-text.ts";
import { changeState, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { helsinkiDay, lastRetrievalDay } from "./clock-rules.ts";
import { erasedMail } from "./life-mails.ts";
import { loadSwitch } from "./load-switches.server.ts";
import { revokeLinks } from "./new-link.server.ts";

/** An approved erasure that has not been carried out: what to delete, and what to certify afterwards. */
export type DueErasure = {
  requestId: string;
  files: ArchiveFile[];
  keys: string[];
  /** An attempt that was killed may have left files that no row names. */
  runs: { id: string; attempt: number }[];
};

/** By its content: of two workers at once, neither writes over the certificate that the other one has noted. */
export const certificateKey = (requestId: string, sha256: string) => `erasure-${requestId}-${sha256.slice(0, 16)}.pdf`;

/** A download that never said that it ended (its server was killed) holds an erasure up no longer than this. */
const LONGEST_DOWNLOAD_MS = 24 * 3600_000;

/**
 * Erasures that two people have decided on and the worker has not carried out yet. One waits while a download that began in time
 * is going on: its links work no more, but half an archive is none.
 */
export async function dueErasures(ctx: Pick<ServiceCtx, "db" | "clock">): Promise<DueErasure[]> {
  const since = new Date(ctx.clock.now().getTime() - LONGEST_DOWNLOAD_MS).toISOString();
  const rows = await ctx.db
    .select({ requestId: exportErasure.requestId })
    .from(exportErasure)
    .where(
      and(
        isNotNull(exportErasure.approvedBy),
        isNull(exportErasure.erasedAt),
        sql`not exists (select from console.export_download download
          join console.export_run run on run.id = download.run_id
          where run.request_id = ${exportErasure.requestId} and download.finished_at is null
            and download.started_at > ${since}::timestamptz)`,
      ),
    );
  return Promise.all(
    rows.map(async ({ requestId }) => {
      const files = await archiveFiles(ctx.db, requestId);
      const runs = await ctx.db
        .select({ id: exportRun.id, attempt: exportRun.attempt, key: exportRun.archiveKey })
        .from(exportRun)
        .where(eq(exportRun.requestId, requestId));
      const keys = [...files, ...runs].flatMap(({ key }) => key ?? []);
      return { requestId, files, keys: [...new Set(keys)], runs: runs.map(({ id, attempt }) => ({ id, attempt })) };
    }),
  );
}

export type StoredCertificate = { key: string; sha256: string };

/**
 * Notes when an archive's last file went. The first time counts, of whatever worker: a certificate that is made anew then says
 * the same.
 * @returns that time, and the certificate that was to be stored then, if any; null when the erasure has been carried out
 */
export async function noteFilesGone(
  ctx: Pick<ServiceCtx, "db" | "clock">,
  requestId: string,
): Promise<{ erasedAt: Date; certificate: StoredCertificate | null } | null> {
  const [row] = await ctx.db
    .update(exportErasure)
    .set({
      filesGoneAt: sql`coalesce(${exportErasure.filesGoneAt}, ${ctx.clock.now().toISOString()}::timestamptz)`,
    })
    .where(beingCarriedOut(requestId))
    .returning({
      erasedAt: exportErasure.filesGoneAt,
      key: exportErasure.certificateKey,
      sha256: exportErasure.certificateSha256,
    });
  if (!row) return null;
  const { key, sha256 } = row;
  return { erasedAt: row.erasedAt!, certificate: key && sha256 ? { key, sha256 } : null };
}

/**
 * Notes which certificate is about to be stored, in place of one that is not in the store.
 * @returns false when another worker noted its own, or has carried the erasure out: nothing is to be stored then
 */
export async function noteCertificate(
  ctx: Pick<ServiceCtx, "db">,
  requestId: string,
  { certificate, before }: { certificate: StoredCertificate; before: StoredCertificate | null },
): Promise<boolean> {
  const rows = await ctx.db
    .update(exportErasure)
    .set({ certificateKey: certificate.key, certificateSha256: certificate.sha256 })
    .where(
      and(
        beingCarriedOut(requestId),
        or(
          eq(exportErasure.certificateKey, certificate.key),
          before ? eq(exportErasure.certificateKey, before.key) : isNull(exportErasure.certificateKey),
        ),
      ),
    )
    .returning({ requestId: exportErasure.requestId });
  return rows.length > 0;
}

const beingCarriedOut = (requestId: string) =>
  and(eq(exportErasure.requestId, requestId), isNotNull(exportErasure.approvedBy), isNull(exportErasure.erasedAt));

/** What the certificate of an erasure says, and in which language. @param erasedAt when the last file went */
export async function certificateOf(
  ctx: ServiceCtx,
  { requestId, files, erasedAt }: DueErasure & { erasedAt: Date },
): Promise<Certificate & { language: ExportRequest["language"] }> {
  const [request] = await ctx.db.select().from(exportRequest).where(eq(exportRequest.id, requestId));
  const { dates, handedOverOn, serviceErasedOn, state } = await loadSwitch(ctx.db, requestId, erasedAt);
  return {
    language: request!.language,
    ...erasureCertificate(request!.language, {
      company: request!.companyName,
      businessId: request!.businessId,
      part: request!.part,
      number: request!.number,
      serviceName: ctx.profile.service.name,
      erasedAt: formatInstant(erasedAt),
      retrievalEndedOn: dates && lastRetrievalDay(dates.retrievalEndsOn, handedOverOn),
      serviceErasedOn,
      fetched: state === "retained",
      files,
    }),
  };
}

/**
 * Says that an archive is erased, once its files are gone and the certificate is stored: the customer is told, then nothing is
 * left of whom the archive was sent to and of what officers wrote. Of two workers the second changes nothing.
 * @returns whether this call did it
 */
export async function finishErasure(
  ctx: ServiceCtx,
  { requestId, files, erasedAt, certificate }: DueErasure & { erasedAt: Date; certificate: StoredCertificate },
): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const [request] = await tx.select().from(exportRequest).where(eq(exportRequest.id, requestId)).for("update");
    const [row] = await tx
      .update(exportErasure)
      .set({
        erasedAt,
        reason: removedText(now),
        erased: files.map(({ fileName, bytes, sha512 }) => ({ fileName, bytes, sha512 })),
        errorCode: null,
      })
      .where(and(beingCarriedOut(requestId), eq(exportErasure.certificateKey, certificate.key)))
      .returning({ requestId: exportErasure.requestId });
    if (!row) return false;
    const runs = await tx.select({ id: exportRun.id }).from(exportRun).where(eq(exportRun.requestId, requestId));
    for (const run of runs) await revokeLinks(ctx, tx, run.id);
    const told = await queueMessage(ctx, tx, {
      channel: "email",
      recipient: request!.recipientEmail,
      ...erasedMail(request!.language, {
        company: request!.companyName,
        part: request!.part,
        on: helsinkiDay(erasedAt),
        sha256: certificate.sha256,
      }),
      purpose: "export_erased",
      subjectId: requestId,
    });
    await blankBeside(tx, requestId, now, told);
    await changeState(tx, "erase", { id: requestId }, blankPeople(now));
    await recordEvent(ctx, tx, {
      ...requestEvent("erase", requestId),
      details: {
        files: files.map(({ bytes, sha512 }) => ({ bytes, sha512 })),
        certificateSha256: certificate.sha256,
      },
    });
    return true;
  });
}

/** An erasure that could not be carried out is tried again; the page says what stands in its way. */
export async function erasureFailed(ctx: Pick<ServiceCtx, "db">, requestId: string, code: string): Promise<void> {
  await ctx.db
    .update(exportErasure)
    .set({ errorCode: code })
    .where(and(eq(exportErasure.requestId, requestId), isNull(exportErasure.erasedAt)));
}

/** Whether the request's certificate is the one under this key. */
export async function isNoted(ctx: Pick<ServiceCtx, "db">, requestId: string, key: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ requestId: exportErasure.requestId })
    .from(exportErasure)
    .where(and(eq(exportErasure.requestId, requestId), eq(exportErasure.certificateKey, key)));
  return rows.length > 0;
}
