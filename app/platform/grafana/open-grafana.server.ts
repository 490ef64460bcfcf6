import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { type Clock, systemClock } from "../clock.ts";
import { alerting } from "./alerting.server.ts";
import { annotating } from "./annotations.server.ts";
import { askedAs, createAsk } from "./ask.server.ts";
import { grafanaBase, UID } from "./base-url.ts";
import { createBreaker } from "./breaker.ts";
import type { Caller } from "./call.server.ts";
import { endpoints } from "./endpoints.ts";
import type { Dashboard, Grafana, GrafanaResult } from "./grafana.ts";
import { sickDataSource, withdrawn } from "./problems.ts";
import { query, queryBody } from "./query.server.ts";
import type { Sleep } from "./retry.ts";
import * as shape from "./schemas.ts";
import { createShare } from "./share.ts";
import { createTurns } from "./turns.ts";

export type GrafanaOptions = {
  /** http(s), a sub-path included; no credentials, query or fragment. */
  baseUrl: string;
  /** Service account tokens; an empty one is not sent. */
  readerToken: string;
  writerToken: string;
  dataSourceUid: string;
  log: Logger;
  fetch?: typeof fetch;
  clock?: Clock;
  sleep?: Sleep;
  limits?: Partial<typeof LIMITS>;
};

const LIMITS = {
  /** Longer than a heavy query over a month takes; a page does not wait for it. */
  tryMs: 10_000,
  totalMs: 25_000,
  /** Grafana runs the queries of one request side by side, so six requests are many. */
  atOnce: 6,
  lineMax: 100,
};
const DASHBOARDS = 1000;

/**
 * Opens the client of the installation's Grafana. Every call comes back with a value or a problem and never throws for
 * Grafana's faults; nothing is contacted until the first call.
 * @throws Error for an address or a uid that the settings would have refused
 */
export function openGrafana(options: GrafanaOptions): Grafana {
  const { dataSourceUid: uid, log, clock = systemClock } = options;
  const base = grafanaBase(options.baseUrl);
  if (!base) throw new Error("Grafana's address must be http(s), without a user, a query or a fragment");
  if (!UID.test(uid)) throw new Error("a data source's uid holds letters, digits, - and _ only");
  const { tryMs, totalMs, ...lines } = { ...LIMITS, ...options.limits };
  const caller: Caller = {
    base,
    clock,
    log,
    tryMs,
    totalMs,
    fetch: options.fetch ?? fetch,
    sleep: options.sleep ?? ((ms, signal) => pause(ms, undefined, { signal })),
    turns: createTurns(lines),
  };
  const tokens = { reader: options.readerToken, writer: options.writerToken };
  const breaker = (name: string) =>
    createBreaker(name, clock, (state) => log.warn({ breaker: name, state }, "circuit breaker"));
  const breakers = { grafana: breaker("Grafana"), dataSource: breaker(`Data source ${uid}`) };
  const ask = createAsk(caller, tokens, breakers.grafana);
  const share = createShare();
  const missing = `Grafana has no data source with the uid ${uid}. Set GRAFANA_DATASOURCE_UID to that of its Prometheus (Connections, Data sources) and restart.`;

  return {
    baseUrl: base.href.replace(/\/$/, ""),
    health: (call) => ask.read({ what: "health", path: endpoints.health(), shape: shape.health }, call),
    dataSource: (call) =>
      ask.read({ what: "data source", path: endpoints.dataSource(uid), shape: shape.dataSource, missing }, call),
    async dataSourceHealth(call) {
      const path = endpoints.dataSourceHealth(uid);
      const found = await ask.read({ what: "data source health", path, shape: shape.dataSourceHealth, missing }, call);
      // Unhealthy is a 400, which means our own mistake everywhere else.
      if (!found.ok)
        return found.problem.status === 400 ? { ok: false, problem: { ...sickDataSource, status: 400 } } : found;
      if (found.value.status !== "OK") return { ok: false, problem: sickDataSource };
      return { ok: true, value: { message: found.value.message } };
    },
    query: (request, { signal } = {}) =>
      share(
        queryBody(request, uid),
        signal,
        () => new Map(request.queries.map(({ refId }) => [refId, { ok: false, problem: withdrawn }])),
        (all) =>
          query(caller, request, {
            uid,
            token: tokens.reader,
            asked: askedAs(base.host, tokens, { missing }),
            breaker: breakers.dataSource,
            signal: all,
          }),
      ),
    ...alerting(ask),
    ...annotating(ask),
    async dashboards({ query: words, tag }, call): Promise<GrafanaResult<Dashboard[]>> {
      const path = endpoints.dashboards([
        ["type", "dash-db"],
        ["limit", String(DASHBOARDS)],
        ...(words ? [["query", words] as const] : []),
        ...(tag ? [["tag", tag] as const] : []),
      ]);
      const found = await ask.read({ what: "dashboards", path, shape: shape.dashboards }, call);
      if (!found.ok) return found;
      // Paths from the host's root, the sub-path included. One that leads elsewhere would be a link of ours to anywhere.
      const linked = found.value.flatMap((dashboard) => {
        const url = URL.parse(dashboard.url, base.href);
        return url?.origin === base.origin ? [{ ...dashboard, url: url.href }] : [];
      });
      return { ok: true, value: linked };
    },
    breakers: () => [breakers.grafana.show(), breakers.dataSource.show()],
  };
}
