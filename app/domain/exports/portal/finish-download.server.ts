import { and, eq, isNull } from "drizzle-orm";
import { exportArchivePart, exportDownload, exportRequest, exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { coveredBytes } from "../../portal-access/covered-bytes.ts";
import { changeState } from "../change-state.server.ts";
import { requirePortal } from "./require-portal.ts";

/**
 * Records how much of a range went out. When the ranges sent so far cover every part, the request is
 * "downloaded", or kept as one that was where the time ended meanwhile; the row that completes a part is marked as such.
 * @param input.bytesSent bytes of the body that were handed to the network, whether the browser stayed or not
 */
export async function finishDownload(ctx: Ctx, input: { downloadId: string; bytesSent: number }): Promise<void> {
  const portal = requirePortal(ctx);
  await portal.db.transaction(async (tx) => {
    const [row] = await tx
      .update(exportDownload)
      .set({ finishedAt: portal.clock.now(), bytesSent: input.bytesSent })
      .where(and(eq(exportDownload.id, input.downloadId), isNull(exportDownload.finishedAt)))
      .returning({ runId: exportDownload.runId, part: exportDownload.part });
    if (!row) return;
    const [run] = await tx
      .select({ requestId: exportRun.requestId })
      .from(exportRun)
      .where(eq(exportRun.id, row.runId));
    // Ranges that end at the same moment each see the others' rows only one after another.
    const [request] = await tx
      .select({ state: exportRequest.state })
      .from(exportRequest)
      .where(eq(exportRequest.id, run!.requestId))
      .for("update");
    const ranges = await tx
      .select({ part: exportDownload.part, start: exportDownload.rangeStart, bytes: exportDownload.bytesSent })
      .from(exportDownload)
      .where(eq(exportDownload.runId, row.runId));
    const parts = await tx
      .select({ part: exportArchivePart.part, bytes: exportArchivePart.bytes })
      .from(exportArchivePart)
      .where(eq(exportArchivePart.runId, row.runId));
    const isCovered = ({ part, bytes }: { part: number; bytes: number }) =>
      coveredBytes(ranges.filter((range) => range.part === part)) >= bytes;
    const partWhole = parts.some((one) => one.part === row.part && isCovered(one));
    if (partWhole) await tx.update(exportDownload).set({ whole: true }).where(eq(exportDownload.id, input.downloadId));
    const whole = parts.every(isCovered);
    // The last range may still be going out when the time for fetching ends.
    if (whole && (request!.state === "handed_over" || request!.state === "expired"))
      await changeState(tx, request!.state === "expired" ? "download_late" : "download", { id: run!.requestId });
    await recordEvent(portal, tx, {
      action: "export_download.finish",
      target: { kind: "export_request", id: run!.requestId },
      details: { downloadId: input.downloadId, part: row.part, bytesSent: input.bytesSent, partWhole, whole },
    });
  });
}
