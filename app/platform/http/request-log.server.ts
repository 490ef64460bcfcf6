import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { Histogram } from "prom-client";

/**
 * Ids in paths are replaced, and so is what could be a link's token: a mail program that writes `%23` for `#` sends it in
 * the path. Nothing after such a mark is kept.
 */
export const routeOf = (path: string): string =>
  path
    // From the beginning of its part of the path alone: anybody may ask for a path of any length.
    .replace(/(^|\/)[^/@]*?(%40|@).*$/is, "$1…")
    .replace(/(%23|%3F).*$/is, "…")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/gi, ":id")
    .replace(/[\w-]{32,}/g, ":token")
    .replace(/\b\d+\b/g, ":id")
    .slice(0, 80);

/** Gives each request an id, and writes one line and one measurement when it is over. No query, address or header is logged. */
export function requestLog(log: Logger, seconds: Histogram<"method" | "status">): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    res.locals.requestId = randomUUID();
    res.set("X-Request-Id", res.locals.requestId);
    res.on("close", () => {
      const took = Number(process.hrtime.bigint() - started) / 1e9;
      const status = res.writableFinished ? String(res.statusCode) : "aborted";
      seconds.observe({ method: req.method, status }, took);
      log.info(
        {
          requestId: res.locals.requestId,
          method: req.method,
          path: routeOf(req.path),
          status,
          ms: Math.round(took * 1000),
        },
        "request",
      );
    });
    next();
  };
}
