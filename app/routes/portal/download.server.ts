import { pipeline } from "node:stream/promises";
import type { RequestHandler, Response } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { beginDownload } from "#app/domain/exports/portal/begin-download.server.ts";
import { finishDownload } from "#app/domain/exports/portal/finish-download.server.ts";
import { type PortalArchive, readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { type PortalActor, resolvePortalSession } from "#app/domain/exports/portal/resolve-portal-session.server.ts";
import { paths } from "#app/paths.ts";
import { ifRangeHolds, parseRange } from "#app/platform/http/byte-range.ts";
import { PORTAL_COOKIE, readCookie } from "#app/platform/session.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";

/**
 * The archive's bytes, to the portal session of its link: whole or by a range, with what a client needs to go on after a
 * break. Each range asks anew whether the link still holds, and is on record before its first byte leaves.
 */
export function downloadHandler({ archives }: { archives: Storage }): RequestHandler {
  return async (req, res, next) => {
    try {
      const base: Ctx = res.locals.ctx;
      const actor = await resolvePortalSession(base, readCookie(req.headers.cookie, PORTAL_COOKIE));
      if (!actor) return res.redirect(303, paths.portal({ said: "reopen" }));
      const ctx: Ctx<PortalActor> = { ...base, actor };
      const archive = await readPortalArchive(ctx);
      const stored = await archives.stat(archive.archiveKey);
      if (stored?.bytes !== archive.bytes) {
        ctx.log.fatal(
          { requestId: ctx.requestId, runId: archive.runId, stored, alert: true },
          "archive lost or changed",
        );
        res.status(410).type("text").send("The archive is not available. Customer service has to be told.\n");
        return;
      }
      await send(ctx, archives, archive, { head: req.method === "HEAD", headers: req.headers }, res);
    } catch (error) {
      if (res.headersSent) {
        res.destroy();
        return;
      }
      if (error instanceof DomainError && error.code === "not_signed_in")
        return res.redirect(303, paths.portal({ said: "reopen" }));
      next(error);
    }
  };
}

async function send(
  ctx: Ctx<PortalActor>,
  archives: Storage,
  archive: PortalArchive,
  asked: { head: boolean; headers: { range?: string; "if-range"?: string } },
  res: Response,
): Promise<void> {
  const etag = `"sha256-${archive.sha256}"`;
  const range = ifRangeHolds(asked.headers["if-range"], etag)
    ? parseRange(asked.headers.range, archive.bytes)
    : ("whole" as const);
  const common = {
    "Accept-Ranges": "bytes",
    ETag: etag,
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
  };
  if (range === "unsatisfiable") {
    res
      .status(416)
      .set({ ...common, "Content-Range": `bytes */${archive.bytes}` })
      .end();
    return;
  }
  const { start, end } = range === "whole" ? { start: 0, end: archive.bytes - 1 } : range;
  const bytes = asked.head ? null : await archives.read(archive.archiveKey, { start, end });
  const begun =
    bytes &&
    (await beginDownload(ctx, { start, end }).catch((error) => {
      bytes.destroy();
      throw error;
    }));
  res.status(range === "whole" ? 200 : 206).set({
    ...common,
    "Content-Type": "application/zip",
    "Content-Length": String(end - start + 1),
    "Content-Disposition": `attachment; filename="${archive.fileName}"; filename*=UTF-8''${archive.fileName}`,
    // Of the whole archive, whichever part of it this is (RFC 9530).
    "Repr-Digest": `sha-256=:${Buffer.from(archive.sha256, "hex").toString("base64")}:`,
    ...(range === "whole" ? {} : { "Content-Range": `bytes ${start}-${end}/${archive.bytes}` }),
  });
  if (!bytes || !begun) {
    res.end();
    return;
  }
  const { downloadId } = begun;
  let sent = 0;
  bytes.on("data", (chunk: Buffer) => {
    sent += chunk.length;
  });
  try {
    await pipeline(bytes, res);
  } catch (error) {
    // What still lay in our own buffers when the browser went away was not sent.
    sent = Math.max(0, sent - res.writableLength - (res.socket?.writableLength ?? 0));
    ctx.log.info({ requestId: ctx.requestId, downloadId, sent }, "download cut off");
    res.destroy();
    if ((error as { code?: string }).code !== "ERR_STREAM_PREMATURE_CLOSE")
      ctx.log.error({ err: error, requestId: ctx.requestId, downloadId }, "download failed");
  }
  await finishDownload(ctx, { downloadId, bytesSent: sent });
}
