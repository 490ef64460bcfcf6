import type { RequestHandler } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { beginDownload } from "#app/domain/exports/portal/begin-download.server.ts";
import { finishDownload } from "#app/domain/exports/portal/finish-download.server.ts";
import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { requireListedAddress } from "#app/domain/exports/portal/require-listed-address.server.ts";
import { type PortalActor, resolvePortalSession } from "#app/domain/exports/portal/resolve-portal-session.server.ts";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { PORTAL_COOKIE, readCookie } from "#app/platform/session.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { sendRange } from "./send-range.server.ts";

/**
 * The archive's bytes, or those of the part that `?part=` names, to the portal session of its link: whole or by a range, with what
 * a client needs to go on after a break. Each range asks anew whether the link still holds, and is on record before its first byte
 * leaves.
 */
export function downloadHandler({ archives }: { archives: Storage }): RequestHandler {
  return async (req, res, next) => {
    try {
      const base: Ctx = res.locals.ctx;
      const actor = await resolvePortalSession(base, readCookie(req.headers.cookie, PORTAL_COOKIE));
      if (!actor) return res.redirect(303, paths.portal({ said: "reopen" }));
      const ctx: Ctx<PortalActor> = { ...base, actor };
      await requireListedAddress(ctx, { linkId: actor.linkId, address: req.ip ?? "" });
      const archive = await readPortalArchive(ctx);
      const t = portalMessages(archive.language);
      const part = archive.parts.find((one) => String(one.part) === (req.query.part ?? "1"));
      if (!part) {
        res.status(404).type("text").send(`${t.noPart}\n`);
        return;
      }
      const stored = await archives.stat(part.archiveKey);
      if (stored?.bytes !== part.bytes) {
        ctx.log.fatal(
          { requestId: ctx.requestId, runId: archive.runId, part: part.part, stored, alert: true },
          "archive lost or changed",
        );
        res.status(410).type("text").send(`${t.lost}\n`);
        return;
      }
      await sendRange(
        ctx,
        archives,
        { ...part, key: part.archiveKey },
        { head: req.method === "HEAD", headers: req.headers },
        res,
        {
          begin: (range) => beginDownload(ctx, { ...range, part: part.part }),
          finish: (sent) => finishDownload(ctx, sent),
        },
      );
    } catch (error) {
      if (res.headersSent) {
        res.destroy();
        return;
      }
      if (error instanceof DomainError && error.code === "not_signed_in")
        return res.redirect(303, paths.portal({ said: "reopen" }));
      if (error instanceof DomainError && error.code === "forbidden") {
        const t = portalMessages(pickLanguage(null, req.headers["accept-language"] ?? null));
        return res.status(403).type("text").send(`${t.notListedTitle}\n${t.notListed}\n${t.notListedAsk}\n`);
      }
      next(error);
    }
  };
}
