import type { RequestHandler } from "express";
import { readImage } from "#app/domain/bulletins/read-image.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { ownImage } from "#app/platform/markdown/address-rules.ts";

/** Its bytes never change, but whether anybody may see them does: so long what was retracted may come from a cache. */
const MAX_AGE_SECONDS = 3600;

/**
 * An image of a bulletin. A draft's is kept by its reader's browser alone, which asks each time; one that is public may be shown
 * on other sites, since readers of feeds are pages of others.
 */
export function publicImageHandler(): RequestHandler {
  return async (req, res, next) => {
    try {
      const ctx: Ctx = res.locals.ctx;
      const { bytes, mediaType, sha256, isPublic } = await readImage(ctx, { id: ownImage(req.path) ?? "" });
      res.set({
        ETag: `"sha256-${sha256}"`,
        "Cache-Control": isPublic ? `public, max-age=${MAX_AGE_SECONDS}` : "private, no-cache",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        ...(isPublic ? { "Cross-Origin-Resource-Policy": "cross-origin" } : {}),
      });
      res.type(mediaType).send(bytes);
    } catch (error) {
      if (!(error instanceof DomainError)) return next(error);
      res.status(404).type("text").send(`${error.message}\n`);
    }
  };
}
