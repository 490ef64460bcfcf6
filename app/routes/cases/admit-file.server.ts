import type { RequestHandler } from "express";
import { refusalsRecorded } from "#app/domain/audit/refusals-recorded.server.ts";
import { requireCaseWork } from "#app/domain/cases/require-case-work.ts";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { statusOf } from "../guard.server.ts";
import { caseNumber } from "./case-number.server.ts";

/** Asks who sends a file to a case before the page reads it: a page reads a form whole into memory. */
export function admitFile(): RequestHandler {
  return async (req, res, next) => {
    if (!req.is("multipart/form-data")) return next();
    try {
      const ctx: Ctx = res.locals.ctx;
      const id = String(caseNumber(req.path.split("/")[2]));
      await refusalsRecorded(ctx, { action: "case.attach", target: { kind: "case", id } }, async () =>
        requireCaseWork(ctx),
      );
      next();
    } catch (error) {
      if (!(error instanceof DomainError)) return next(error);
      // The rest of a body that was not read is not waited for.
      res.set("Connection", "close").status(statusOf[error.code]);
      if (req.accepts(["html", "json"]) === "json") res.json({ error: { code: error.code, message: error.message } });
      else res.type("text").send(`${error.message}\n`);
    }
  };
}
