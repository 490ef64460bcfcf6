import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

/**
 * The headers of every answer, with a fresh nonce for its scripts and styles.
 * @param formTargets origins beside our own that a form may lead to: Chrome enforces form-action over redirects, so
 *   the sign-in broker must be named
 * @param https whether browsers reach us over TLS; on plain http a promise of TLS would lock the demo out
 */
export function securityHeaders({ formTargets, https }: { formTargets: string[]; https: boolean }): RequestHandler[] {
  const nonce = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals.nonce}'`;
  return [
    (_req, res, next) => {
      res.locals.nonce = randomBytes(16).toString("base64");
      // Pages and data hold customers' affairs; only fingerprinted assets override this.
      res.set("Cache-Control", "no-store");
      res.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: [nonce, "'strict-dynamic'"],
          styleSrc: ["'self'", nonce],
          imgSrc: ["'self'", "data:"],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          formAction: ["'self'", ...formTargets],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
          requireTrustedTypesFor: ["'script'"],
          reportUri: ["/csp-report"],
        },
      },
      strictTransportSecurity: https && { maxAge: 63_072_000, includeSubDomains: true, preload: true },
      referrerPolicy: { policy: "no-referrer" },
      crossOriginOpenerPolicy: { policy: "same-origin" },
      crossOriginResourcePolicy: { policy: "same-origin" },
      crossOriginEmbedderPolicy: false,
      xFrameOptions: { action: "deny" },
    }),
  ];
}
