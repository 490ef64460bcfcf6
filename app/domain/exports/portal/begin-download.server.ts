import { and, eq, gt, isNull } from "drizzle-orm";
import { exportDownload, exportLink, exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { requirePortal } from "./require-portal.ts";

/**
 * Records that a range of the archive is about to be sent. Call it before the first byte leaves: no record, no bytes.
 * A link revoked since the last range, or past its end, is refused here, even in the middle of a download: whether a worker has ended
 * the time for fetching or not.
 * @param input which part, its first and last byte, both inclusive
 * @returns the download's id, for `finishDownload`
 * @throws DomainError `not_signed_in` when the link works no more
 */
export async function beginDownload(
  ctx: Ctx,
  input: { part: number; start: number; end: number },
): Promise<{ downloadId: string }> {
  const portal = requirePortal(ctx);
  return await portal.db.transaction(async (tx) => {
    const [link] = await tx
      .select({ requestId: exportRun.requestId, runId: exportRun.id })
      .from(exportLink)
      .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
      .where(
        and(
          eq(exportLink.id, portal.actor.linkId),
          isNull(exportLink.revokedAt),
          gt(exportLink.expiresAt, portal.clock.now()),
          eq(exportRun.state, "ready"),
        ),
      )
      .for("share");
    if (!link) throw new DomainError("not_signed_in", "The link works no more. Ask customer service for a new one.");
    const [row] = await tx
      .insert(exportDownload)
      .values({
        runId: link.runId,
        part: input.part,
        linkId: portal.actor.linkId,
        portalSessionId: portal.actor.id,
        startedAt: portal.clock.now(),
        rangeStart: input.start,
        rangeEnd: input.end,
      })
      .returning({ id: exportDownload.id });
    await recordEvent(portal, tx, {
      action: "export_download.start",
      target: { kind: "export_request", id: link.requestId },
      details: { downloadId: row!.id, linkId: portal.actor.linkId, runId: link.runId, ...input },
    });
    return { downloadId: row!.id };
  });
}
