import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import { sql } from "drizzle-orm";
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from "express";
import type { Logger } from "pino";
import { Histogram } from "prom-client";
import type { DbHandle } from "#db/client.ts";
import type { Actor, ServiceCtx } from "./domain/context.ts";
import type { SignIn } from "./domain/identity/oidc-client.server.ts";
import { readSession } from "./domain/identity/read-session.server.ts";
import type { Clock } from "./platform/clock.ts";
import { paths } from "./paths.ts";
import { csrfGuard } from "./platform/http/csrf-guard.server.ts";
import { formBodies, type OtherBody } from "./platform/http/form-body.server.ts";
import { type Check, healthRoutes } from "./platform/http/health.server.ts";
import { separateHosts } from "./platform/http/hosts.server.ts";
import { requestLog } from "./platform/http/request-log.server.ts";
import { securityHeaders } from "./platform/http/security-headers.server.ts";
import { readSessionCookie } from "./platform/session.server.ts";
import type { Env } from "./platform/settings.ts";
import type { Storage } from "./platform/storage/storage.ts";
import { within } from "./platform/within.ts";
import { uploadImageHandler } from "./routes/bulletins/upload-image.server.ts";
import { admitFile } from "./routes/cases/admit-file.server.ts";
import type { AppContext } from "./routes/load-context.ts";
import { packageHandler } from "./routes/portal/disclosure/package-download.server.ts";
import { downloadHandler } from "./routes/portal/download.server.ts";
import { publicImageHandler } from "./routes/public/image.server.ts";

const root = path.resolve(import.meta.dirname, "..");

/**
 * Reports carry no cookie's authority and change nothing; programs come with a key of their own, and mail programs with a
 * token that opens nothing but the way out (RFC 8058).
 */
const CSRF_EXCEPTIONS = new Set([
  "/csp-report",
  paths.apiReleases(),
  paths.apiBounces(),
  paths.apiCases(),
  paths.apiEdgeReport(),
  "/public/unsubscribe",
]);
/** The longest form of a page, with every field full and every letter percent-encoded, takes a fifth of this. */
const FORM_BYTES = 100_000;
/** A bulletin's editor posts all its texts: 78,450 letters in three languages, six bytes each where they are percent-encoded. */
const EDITOR = { paths: /^\/bulletins\/(preview|[^/]+\/(edit|draft))(\.data)?$/, limitBytes: 1_000_000 };
/** A case's page and its script send files: 10 MB, and what stands around them in the form. */
const FILES = { paths: /^\/cases\/\d+(\/attachments)?$/, limitBytes: 10_020_000 };
/** What is taken at these addresses is no form of a page. */
const OTHER_BODIES: Record<string, OtherBody> = {
  [paths.apiReleases()]: { types: ["application/json"], limitBytes: 256_000 },
  [paths.apiBounces()]: {
    types: ["application/json", "message/rfc822", "message/delivery-status"],
    limitBytes: 256_000,
  },
  [paths.apiCases()]: { types: ["application/json"], limitBytes: 100_000 },
  [paths.apiEdgeReport()]: { types: ["application/json"], limitBytes: 10_000 },
  // RFC 8058: a mail program may send either kind of form.
  "/public/unsubscribe": { types: ["application/x-www-form-urlencoded", "multipart/form-data"], limitBytes: 10_000 },
};
/** What other programs ask for again and again: these addresses, which answer with nothing else. */
const FEED_PATH = /^\/public\/(maintenance\.(ics|atom|json)|(bulletins|announcements)\/[^/]+\.(atom|rss|json))$/;
/** These read their bodies themselves, with limits of their own. */
const OWN_BODIES = new Set(["/csp-report", paths.bulletinImages()]);
/** A request that gets no database connection for this long is told so: a queue that only grows helps nobody. */
const ADMISSION_MS = 5000;

export type WebDeps = {
  env: Env;
  handle: DbHandle;
  clock: Clock;
  log: Logger;
  signIn: SignIn;
  archives: Storage;
  /** What it knows of the service that it watches. */
  service: Pick<ServiceCtx, "profile" | "grafana" | "measurements" | "origins" | "webhookReach">;
  build: ServerBuild;
  checks: Check[];
  metrics: () => Promise<string>;
  /** Aborted when the process has been asked to stop. */
  stopping: AbortSignal;
};

let requestSeconds: Histogram<"method" | "status"> | undefined;
function histogram() {
  requestSeconds ??= new Histogram({
    name: "huolto_http_request_seconds",
    help: "Time from a request's arrival to the end of its answer.",
    labelNames: ["method", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1, 2.5, 5, 10],
  });
  return requestSeconds;
}

/** The web application: everything between a socket and Remix, in the order that matters. */
export function createWebApp(deps: WebDeps): Express {
  const { env, log } = deps;
  const origins = { console: env.PUBLIC_ORIGIN, portal: env.PORTAL_ORIGIN };
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env.TRUSTED_PROXIES.length > 0 ? env.TRUSTED_PROXIES : false);

  app.use(requestLog(log, histogram()));
  app.use(
    securityHeaders({
      formTargets: [new URL(env.OIDC_ISSUER).origin],
      https: env.PUBLIC_ORIGIN.startsWith("https://"),
    }),
  );
  app.use(
    healthRoutes({
      checks: deps.checks,
      metrics: deps.metrics,
      metricsToken: env.METRICS_TOKEN,
      hiddenFrom: new URL(env.PORTAL_ORIGIN).host,
      onFailure: (name, error) => log.error({ err: error, check: name }, "not ready"),
    }),
  );
  app.use(separateHosts(origins));
  app.use(csrfGuard((host) => origins[host], CSRF_EXCEPTIONS));
  app.use(
    formBodies({ limitBytes: FORM_BYTES, longer: EDITOR, files: FILES, others: OTHER_BODIES, exceptions: OWN_BODIES }),
  );
  app.post(
    "/csp-report",
    express.json({ type: ["application/csp-report", "application/reports+json"], limit: "10kb" }),
    (req, res) => {
      const directive = req.body?.["csp-report"]?.["effective-directive"];
      log.warn({ directive: /^[a-z-]{1,40}$/.test(directive) ? directive : "unknown" }, "content security policy");
      res.status(204).end();
    },
  );

  // Pages are not compressed: a page holds a form token beside text that others can choose (BREACH).
  const assets = path.join(root, "build/client");
  app.use(
    "/assets",
    compression(),
    express.static(path.join(assets, "assets"), {
      index: false,
      redirect: false,
      // Set here, since the option would give way to the no-store of every answer.
      setHeaders: (res) => res.setHeader("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );
  // Feeds hold nothing of anybody's own: they are compressed, and say themselves who may keep and read them. Remix adds its
  // headers to those that are there, so that these two must not be.
  app.use(FEED_PATH, compression(), (_req, res, next) => {
    res.removeHeader("Cache-Control");
    res.removeHeader("Cross-Origin-Resource-Policy");
    next();
  });

  app.use(async (req, res, next) => {
    try {
      const base = { db: deps.handle.db, clock: deps.clock, requestId: res.locals.requestId, log, ...deps.service };
      const anonymous: Actor = { kind: "anonymous", id: "anonymous" };
      // The portal's session is read by its own routes; a member of staff is nobody there.
      const cookie = readSessionCookie(req.headers.cookie);
      // An event stream is opened again by the browser alone: it must not keep an idle session alive.
      const touch = !req.get("accept")?.includes("text/event-stream");
      const staff = await within(ADMISSION_MS, async () => {
        if (res.locals.host === "console" && cookie) return readSession(base, cookie, { touch });
        await deps.handle.db.execute(sql`select 1`);
        return null;
      });
      res.locals.ctx = { ...base, actor: staff ?? anonymous } satisfies ServiceCtx;
      next();
    } catch (error) {
      next(error);
    }
  });
  app.get("/d/disclosure/download", packageHandler({ archives: deps.archives }));
  app.get("/d/download", downloadHandler({ archives: deps.archives }));
  app.post(paths.bulletinImages(), uploadImageHandler());
  app.get("/public/images/:file", publicImageHandler());
  app.post(FILES.paths, admitFile());

  const remix = createRequestHandler({
    build: deps.build,
    mode: "production",
    getLoadContext: (req, res) => loadContext(deps, req as unknown as Request, res as unknown as Response),
  });
  app.all("*", remix as unknown as express.RequestHandler);

  const failed: ErrorRequestHandler = (error, _req, res, next) => {
    log.error({ err: error, requestId: res.locals.requestId }, "a request failed");
    if (res.headersSent) return next(error);
    if (error?.status >= 400 && error?.status < 500) {
      res.status(error.status).type("text").send("This request cannot be read, so nothing was done.\n");
      return;
    }
    res
      .status(503)
      .set("Retry-After", "5")
      .type("text")
      .send(
        `This did not work on our side, and nothing was done. Try again in a moment.\nId to quote: ${res.locals.requestId}\n`,
      );
  };
  app.use(failed);
  return app;
}

function loadContext({ env, signIn, archives, stopping }: WebDeps, req: Request, res: Response): AppContext {
  const gone = new AbortController();
  res.on("close", () => gone.abort());
  return {
    ctx: res.locals.ctx,
    env,
    host: res.locals.host,
    nonce: res.locals.nonce,
    signal: gone.signal,
    streamSignal: AbortSignal.any([gone.signal, stopping]),
    clientIp: req.ip ?? "",
    signIn,
    archives,
    demo: env.HUOLTO_MODE === "demo",
  };
}
