import type { RequestHandler } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { resolveAuthoritySession } from "#app/domain/disclosures/portal/authority-session.server.ts";
import { readPackage } from "#app/domain/disclosures/portal/read-package.server.ts";
import { beginPackageDownload, finishPackageDownload } from "#app/domain/disclosures/portal/record-download.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { paths } from "#app/paths.ts";
import { DISCLOSURE_COOKIE, readCookie } from "#app/platform/session.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { sendRange } from "../send-range.server.ts";

/** A disclosure's package, to the session of its link, as an archive's bytes are sent to a customer. */
export function packageHandler({ archives }: { archives: Storage }): RequestHandler {
  return async (req, res, next) => {
    const reopen = () => res.redirect(303, paths.portalDisclosure({ said: "reopen" }));
    try {
      const ctx: Ctx = res.locals.ctx;
      const session = await resolveAuthoritySession(ctx, readCookie(req.headers.cookie, DISCLOSURE_COOKIE));
      if (!session) return reopen();
      const file = await readPackage(ctx, session);
      const stored = await archives.stat(file.key);
      if (stored?.bytes !== file.bytes) {
        ctx.log.fatal(
          { requestId: ctx.requestId, disclosureId: file.disclosureId, stored, alert: true },
          "package lost or changed",
        );
        res.status(410).type("text").send("The package is not available. The service has to be told.\n");
        return;
      }
      const asked = { head: req.method === "HEAD", headers: req.headers };
      await sendRange(ctx, archives, file, asked, res, {
        begin: (range) => beginPackageDownload(ctx, session, range),
        finish: (sent) => finishPackageDownload(ctx, session, sent),
      });
    } catch (error) {
      if (res.headersSent) {
        res.destroy();
        return;
      }
      if (error instanceof DomainError && error.code === "not_signed_in") return reopen();
      next(error);
    }
  };
}
