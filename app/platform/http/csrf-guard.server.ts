import type { RequestHandler } from "express";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses every state-changing request that did not come from our own page: Sec-Fetch-Site must be same-origin, or,
 * where a browser sends none, Origin must be the configured origin (a constant, never the Host header); with neither,
 * refused. Stands before Remix, whose own check passes a missing Origin and skips resource routes (CVE-2026-22030).
 * @param origin the configured origin of the host that is served
 * @param exceptions paths that ignore cookies and carry a key or a signed token of their own
 */
export function csrfGuard(
  origin: (host: "console" | "portal") => string,
  exceptions: ReadonlySet<string>,
): RequestHandler {
  return (req, res, next) => {
    res.vary("Sec-Fetch-Site").vary("Origin");
    if (SAFE.has(req.method) || exceptions.has(req.path)) return next();
    const site = req.get("sec-fetch-site");
    const allowed = site === undefined ? req.get("origin") === origin(res.locals.host) : site === "same-origin";
    if (allowed) {
      // With Referrer-Policy: no-referrer, browsers send `Origin: null` when a plain form is submitted, which Remix's own
      // and weaker check would refuse: without JavaScript, no form of a page would work.
      if (req.headers.origin === "null") delete req.headers.origin;
      return next();
    }
    res
      .status(403)
      .type("text")
      .send(
        "This request did not come from a page of this service, so nothing was done. Open the page again and repeat it there.\n",
      );
  };
}
