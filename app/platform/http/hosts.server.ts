import type { RequestHandler } from "express";

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
/** The router behind does not tell upper case from lower: on the console's host no spelling may lead to the portal. */
const LIKE_PORTAL_PATH = new RegExp(PORTAL_PATH, "i");
/** What anybody may read is the same on both hosts: the portal's faces the world, the console's may not. */
const SHARED_PATH = /^\/(assets\/|csp-report$|public(\/|$|\.data$))/;

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
    const path = plainPath(req.url);
    const here = kind === "portal" ? PORTAL_PATH.test(path ?? "") : !LIKE_PORTAL_PATH.test(path ?? "");
    if (path === null || !(here || SHARED_PATH.test(path))) {
      res.status(404).type("text").send("There is no page at this address.\n");
      return;
    }
    next();
  };
}

/**
 * The path as the router behind will understand it, or null when it is written in a way that could mean another:
 * `/d/../exports` starts like a portal path and leads out of it.
 */
function plainPath(url: string): string | null {
  const written = url.replace(/[?#].*$/s, "");
  // No text of ours has a NUL, and Postgres takes none: a search for one would end as a failure of ours.
  if (/%00|\0/.test(url)) return null;
  try {
    if (new URL(written, "http://host.invalid").pathname !== written) return null;
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}
