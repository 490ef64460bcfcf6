import type { RequestHandler } from "express";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** What a path takes that is no form of a page. */
export type OtherBody = { types: readonly string[]; limitBytes: number };

/**
 * What may be sent: so many bytes, announced, as browsers send forms without files; at the paths that take something else, that.
 * Remix reads a body whole into memory, whatever its size, before anybody has asked who sends it.
 * @param longer forms that may be longer than others
 * @param files forms that may hold files (multipart/form-data), with a limit of their own; who sends one is asked before it is read
 * @param others by their path
 * @param exceptions paths that read their body themselves, with a limit of their own
 */
export function formBodies({
  limitBytes,
  longer,
  files,
  others = {},
  exceptions,
}: {
  limitBytes: number;
  longer?: { paths: RegExp; limitBytes: number };
  files?: { paths: RegExp; limitBytes: number };
  others?: Readonly<Record<string, OtherBody>>;
  exceptions: ReadonlySet<string>;
}): RequestHandler {
  return (req, res, next) => {
    if (SAFE.has(req.method) || exceptions.has(req.path)) return next();
    const other = Object.hasOwn(others, req.path) ? others[req.path] : undefined;
    const refuse = (status: number, message: string) => {
      // The rest of the body is not waited for.
      res.set("Connection", "close").status(status);
      // Whoever sends JSON reads JSON, in the shape of every other refusal.
      if (!other?.types.includes("application/json")) return res.type("text").send(`${message}\n`);
      return res.json({ error: { code: "invalid", message, requestId: res.locals.requestId } });
    };
    const form = longer?.paths.test(req.path) ? longer.limitBytes : limitBytes;
    const length = Number(req.get("content-length") ?? 0);
    const withFile = files?.paths.test(req.path) && length > 0 && req.is("multipart/form-data");
    const most = other?.limitBytes ?? form;
    if (req.get("transfer-encoding")) return refuse(411, "Send the body with its length (Content-Length).");
    if (files && withFile) {
      if (length <= files.limitBytes) return next();
      return refuse(413, `This file is too large: at most ${Math.floor(files.limitBytes / 1_000_000)} MB can be sent.`);
    }
    if (length > most)
      return refuse(
        413,
        `This ${other ? "body" : "form"} is too large: at most ${most / 1000} kB can be sent. Shorten what you ${other ? "send" : "typed"}.`,
      );
    if (other) {
      if (length > 0 && !req.is([...other.types]))
        return refuse(415, `This address takes ${other.types.join(", ")} only.`);
      return next();
    }
    if (length > 0 && !req.is("application/x-www-form-urlencoded"))
      return refuse(415, "This service takes forms only (application/x-www-form-urlencoded).");
    // A button alone, sent by a program: an empty form, not an unreadable one.
    if (length === 0) req.headers["content-type"] = "application/x-www-form-urlencoded";
    next();
  };
}
