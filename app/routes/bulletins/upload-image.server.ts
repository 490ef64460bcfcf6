import type { Request, RequestHandler, Response } from "express";
import { requirePermission } from "#app/domain/access/require-permission.ts";
import { refusalsRecorded } from "#app/domain/audit/refusals-recorded.server.ts";
import { UPLOAD_MAX_BYTES, type UploadedImage, uploadImage } from "#app/domain/bulletins/upload-image.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { statusOf } from "../guard.server.ts";

/** A slow line sends 8 MB in a minute; whoever sends nothing is not waited for. */
const UPLOAD_MS = 60_000;

/** Of a photo of any telephone, so that its sender is told that it is too large. */
const HEARD_BYTES = 4 * UPLOAD_MAX_BYTES;

/** What the editor gets for the bytes that it sends. */
export type UploadAnswer = UploadedImage | { error: { code: string; message: string } };

/**
 * Takes an image as the body of a POST, from whoever edits bulletins: who asks is known before anything is read.
 */
export function uploadImageHandler(): RequestHandler {
  return async (req, res, next) => {
    const answer = (status: number, body: UploadAnswer) => {
      // The rest of a body that was not read is not waited for.
      if (!req.readableEnded) res.set("Connection", "close");
      res.status(status).json(body);
    };
    try {
      const ctx: Ctx = res.locals.ctx;
      await refusalsRecorded(
        ctx,
        { action: "bulletin_image.upload", target: { kind: "bulletin_image", id: "new" } },
        async () => requirePermission(ctx, "bulletins.edit"),
      );
      const bytes = await bodyOf(req, res);
      if (bytes === "too_large") {
        const message = `The image is larger than ${UPLOAD_MAX_BYTES / 1_000_000} MB. Make it smaller and upload it again.`;
        return answer(413, { error: { code: "too_large", message } });
      }
      answer(200, await uploadImage(ctx, { bytes }));
    } catch (error) {
      if (res.headersSent || res.destroyed) return;
      if (!(error instanceof DomainError)) return next(error);
      answer(statusOf[error.code], { error: { code: error.code, message: error.message } });
    }
  };
}

/** The body, counted as it comes. One that is too large is read a while longer: a browser that still sends hears no answer. */
async function bodyOf(req: Request, res: Response): Promise<Buffer | "too_large"> {
  const late = setTimeout(() => req.destroy(), UPLOAD_MS);
  res.on("close", () => clearTimeout(late));
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length <= UPLOAD_MAX_BYTES) chunks.push(chunk as Buffer);
      else chunks.length = 0;
      if (length > HEARD_BYTES) break;
    }
    return length > UPLOAD_MAX_BYTES ? "too_large" : Buffer.concat(chunks);
  } catch {
    throw new DomainError("invalid", "The image did not arrive whole. Upload it again.");
  } finally {
    clearTimeout(late);
  }
}
