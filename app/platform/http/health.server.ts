import { timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";

export type Check = { name: string; run: () => Promise<void> };

const CHECK_TIMEOUT_MS = 3000;

function withTimeout(run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in 3 s")), CHECK_TIMEOUT_MS);
  });
  return Promise.race([run(), late]).finally(() => clearTimeout(timer));
}

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
  onFailure: (name: string, error: unknown) => void;
}): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => void res.type("text").send("ok\n"));
  router.get("/readyz", async (_req, res) => {
    const results = await Promise.all(
      options.checks.map(async ({ name, run }) => {
        try {
          await withTimeout(run);
          return [name, "ok"] as const;
        } catch (error) {
          options.onFailure(name, error);
          return [name, "failed"] as const;
        }
      }),
    );
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
