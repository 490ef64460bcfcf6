import type { Request, RequestHandler } from "express";

export type HostKind = "console" | "portal";

declare global {
  namespace Express {
    interface Locals {
      requestId: string;
      nonce: string;
      host: HostKind;
    }
  }
}

/** Paths that exist on the portal's host; everything else there is 404, and these are 404 on the console's. */
const PORTAL_PATH = /^\/d(\/|$|\.data$)/;
const SHARED_PATH = /^\/(assets\/|favicon\.svg$|csp-report$)/;

/**
 * Tells by the Host header whether the console or the portal is meant. The name is then set to the configured one and
 * X-Forwarded-Host removed: nothing behind here decides by a name that a client made up.
 * @param origins the two configured origins
 */
export function separateHosts(origins: { console: string; portal: string }): RequestHandler {
  const hosts: Record<string, HostKind> = {
    [new URL(origins.console).host]: "console",
    [new URL(origins.portal).host]: "portal",
  };
  return (req, res, next) => {
    const kind = hosts[(req.headers.host ?? "").toLowerCase()];
    if (!kind) {
      res.status(421).type("text").send("This address is not served here. Use the address you were given.\n");
      return;
    }
    delete req.headers["x-forwarded-host"];
    res.locals.host = kind;
    const onPortalPath = PORTAL_PATH.test(req.path);
    if (!SHARED_PATH.test(req.path) && onPortalPath !== (kind === "portal")) {
      res.status(404).type("text").send("There is no page at this address.\n");
      return;
    }
    next();
  };
}

export function originOf(req: Request, origins: { console: string; portal: string }): string {
  return req.res?.locals.host === "portal" ? origins.portal : origins.console;
}
