import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { ifRangeHolds, parseRange } from "#app/platform/http/byte-range.ts";
import type { Storage } from "#app/platform/storage/storage.ts";

/**
 * A stored file's bytes, whole or by a range, with what a client needs to go on after a break (RFC 9110, 14).
 * @param file the SHA-256 is in lower-case hex
 * @param record.begin is asked before the first byte leaves, and refuses by throwing
 */
export async function sendRange(
  ctx: Pick<Ctx, "log" | "requestId">,
  storage: Pick<Storage, "read">,
  file: { key: string; bytes: number; sha256: string; fileName: string },
  asked: { head: boolean; headers: { range?: string; "if-range"?: string } },
  res: Response,
  record: {
    begin: (range: { start: number; end: number }) => Promise<{ downloadId: string }>;
    finish: (sent: { downloadId: string; bytesSent: number }) => Promise<void>;
  },
): Promise<void> {
  const etag = `"sha256-${file.sha256}"`;
  const range = ifRangeHolds(asked.headers["if-range"], etag)
    ? parseRange(asked.headers.range, file.bytes)
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
      .set({ ...common, "Content-Range": `bytes */${file.bytes}` })
      .end();
    return;
  }
  const { start, end } = range === "whole" ? { start: 0, end: file.bytes - 1 } : range;
  const bytes = asked.head ? null : await storage.read(file.key, { start, end });
  const begun =
    bytes &&
    (await record.begin({ start, end }).catch((error) => {
      bytes.destroy();
      throw error;
    }));
  res.status(range === "whole" ? 200 : 206).set({
    ...common,
    "Content-Type": "application/zip",
    "Content-Length": String(end - start + 1),
    "Content-Disposition": `attachment; filename="${file.fileName}"; filename*=UTF-8''${file.fileName}`,
    // Of the whole file, whichever part of it this is (RFC 9530).
    "Repr-Digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
    ...(range === "whole" ? {} : { "Content-Range": `bytes ${start}-${end}/${file.bytes}` }),
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
  await record.finish({ downloadId, bytesSent: sent });
}
