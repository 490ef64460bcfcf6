import type { RequestHandler } from "express";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What a form may send: so many bytes, announced, as browsers send forms without files. Remix reads a body whole into
 * memory, whatever its size, before anybody has asked who sends it.
 * @param exceptions paths that read their body themselves, with a limit of their own
 */
export function formBodies({
  limitBytes,
  exceptions,
}: {
  limitBytes: number;
  exceptions: ReadonlySet<string>;
}): RequestHandler {
  return (req, res, next) => {
    if (SAFE.has(req.method) || exceptions.has(req.path)) return next();
    const refuse = (status: number, sentence: string) => {
      // The rest of the body is not waited for.
      res.set("Connection", "close").status(status).type("text").send(`${sentence}\n`);
    };
    const length = Number(req.get("content-length") ?? 0);
    if (req.get("transfer-encoding")) return refuse(411, "Send the form with its length (Content-Length).");
    if (length > limitBytes)
      return refuse(
        413,
        `This form is too large: at most ${limitBytes / 1000} kB can be sent. Shorten what you typed.`,
      );
    if (length > 0 && !req.is("application/x-www-form-urlencoded"))
      return refuse(415, "This service takes forms only (application/x-www-form-urlencoded).");
    // A button alone, sent by a program: an empty form, not an unreadable one.
    if (length === 0) req.headers["content-type"] = "application/x-www-form-urlencoded";
    next();
  };
}
