import { timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { within } from "../within.ts";

export type Check = { name: string; run: () => Promise<void> };

const CHECK_TIMEOUT_MS = 3000;
/** Anybody may ask; however many do, the database and the stores are asked once in this time. */
const KEEP_RESULT_MS = 1000;

function mayReadMetrics(token: string): RequestHandler {
  return (req, res, next) => {
    const given = Buffer.from(req.get("authorization") ?? "");
    const wanted = Buffer.from(`Bearer ${token}`);
    const peer = req.socket.remoteAddress ?? "";
    // A proxy on this machine is loopback too: what it forwards is not.
    const local = /^(::1|127\.|::ffff:127\.)/.test(peer) && !req.get("x-forwarded-for");
    const allowed = token ? given.length === wanted.length && timingSafeEqual(given, wanted) : local;
    if (allowed) return next();
    res
      .status(403)
      .type("text")
      .send("Metrics need the bearer token of METRICS_TOKEN, or a request from this machine.\n");
  };
}

/**
 * /healthz: this process answers. /readyz: everything it needs answers, each named with ok or failed (reasons go to the
 * log, since they may name hosts). /metrics: for Prometheus, all web processes together.
 */
export function healthRoutes(options: {
  checks: Check[];
  metrics: () => Promise<string>;
  metricsToken: string;
  /** The portal's host and port: the customers' side shows nothing of this. */
  hiddenFrom: string;
  onFailure: (name: string, error: unknown) => void;
}): Router {
  const check = async ({ name, run }: Check) => {
    try {
      await within(CHECK_TIMEOUT_MS, run);
      return [name, "ok"] as const;
    } catch (error) {
      options.onFailure(name, error);
      return [name, "failed"] as const;
    }
  };
  let latest: { at: number; results: ReturnType<typeof check>[] } | undefined;
  const router = Router();
  router.use((req, _res, next) => next(req.headers.host?.toLowerCase() === options.hiddenFrom ? "router" : undefined));
  router.get("/healthz", (_req, res) => void res.type("text").send("ok\n"));
  router.get("/readyz", async (_req, res) => {
    if (!latest || performance.now() - latest.at > KEEP_RESULT_MS)
      latest = { at: performance.now(), results: options.checks.map(check) };
    const results = await Promise.all(latest.results);
    const ready = results.every(([, result]) => result === "ok");
    res.status(ready ? 200 : 503).json({ ready, checks: Object.fromEntries(results) });
  });
  router.get("/metrics", mayReadMetrics(options.metricsToken), async (_req, res, next) => {
    try {
      res.type("text/plain; version=0.0.4").send(await options.metrics());
    } catch (error) {
      next(error);
    }
  });
  return router;
}
