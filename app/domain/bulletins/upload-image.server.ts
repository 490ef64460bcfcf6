import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { bulletinImage } from "#db/schema/bulletins.ts";
import { paths } from "../../paths.ts";
import { type ImageFault, ImageRefused, reencodeImage } from "../../platform/images/reencode-image.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError, type DomainErrorCode } from "../errors.ts";

export const UPLOAD_MAX_BYTES = 8_000_000;

export type UploadedImage = { id: string; href: string; width: number; height: number };

const sentences: Record<ImageFault, [code: DomainErrorCode, sentence: string]> = {
  format: ["invalid", "This is no JPEG, PNG, WebP or AVIF image. Save it as one of them and upload it again."],
  pixels: ["invalid", "This image has more than 40 million pixels. Make it smaller and upload it again."],
  broken: ["invalid", "This image cannot be read to its end. Save it anew and upload it again."],
  detail: ["invalid", "This image stays larger than 2 MB. Make it smaller and upload it again."],
  busy: ["unavailable", "Other images are being read just now. Upload it again in a moment."],
};

/**
 * Keeps an image for bulletins, made anew from its pixels. The same image twice is one.
 * @param uploaded any bytes, at most `UPLOAD_MAX_BYTES`
 * @throws DomainError `invalid` with what is wrong with it, `unavailable` when too many are read at once
 */
export async function uploadImage(ctx: Ctx, { bytes: uploaded }: { bytes: Buffer }): Promise<UploadedImage> {
  const staff = requirePermission(ctx, "bulletins.edit");
  if (uploaded.length === 0) throw new DomainError("invalid", "No image was sent. Choose a file.");
  const { bytes, width, height } = await reencodeImage(uploaded).catch((error: unknown) => {
    if (!(error instanceof ImageRefused)) throw error;
    const [code, sentence] = sentences[error.fault];
    throw new DomainError(code, sentence, { cause: error });
  });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const id = await staff.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(bulletinImage)
      .values({
        sha256,
        mediaType: "image/webp",
        width,
        height,
        bytes,
        uploadedBy: staff.actor.id,
        uploadedAt: staff.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: bulletinImage.id });
    if (!row) {
      const [known] = await tx
        .select({ id: bulletinImage.id })
        .from(bulletinImage)
        .where(eq(bulletinImage.sha256, sha256));
      return known!.id;
    }
    await recordEvent(staff, tx, {
      action: "bulletin_image.upload",
      target: { kind: "bulletin_image", id: row.id },
      details: { sha256, width, height, bytes: bytes.length },
    });
    return row.id;
  });
  return { id, href: paths.publicImage(id), width, height };
}
