import { lastBackup, type Tier } from "./backups.ts";
import { anyOf, CELL_MS } from "./cumulative.ts";
import { factorOf, inTargetOf } from "./customer-metrics.ts";
import type { ModelCustomer } from "./customers.ts";
import type { Definition } from "./definition.ts";
import { BUSY_ADDS, changesOf, dependencies } from "./dependencies.ts";
import { type Client, clients, type Effect, type ModelEvent } from "./events.ts";
import { DAY } from "./helsinki-days.ts";
import { fastShareWithin, SLOW_TIMES, slowShareWithin, TARGET_SECONDS } from "./latency-shape.ts";
import { rhythms } from "./load-shape.ts";
import { factorsOf, isUp, nodes, probedNodes, type Role, SECONDS_OF_ROLE } from "./nodes.ts";
import { stretches } from "./slowdowns.ts";

/** Which requests; what is not said is all of them. */
export type Requests = { page?: string; client?: Client };
export type Sums = { requests: number; seconds: number; inTarget: number };

/**
 * The model's own answers: its definition added up cell by cell, not read through its metrics, which add up in another way.
 * Instants are ms since 1970. An average of no requests is null.
 */
export type ModelTruth = {
  sums(of: Requests, fromMs: number, toMs: number): Sums;
  average(of: Requests, fromMs: number, toMs: number): number | null;
  /** The share of requests within the target, 0..1. */
  withinTarget(of: Requests, fromMs: number, toMs: number): number | null;
  /** Exact seconds of the underlying distribution, which buckets can only approach. */
  quantile(quantile: number, of: Requests, fromMs: number, toMs: number): number | null;
  customer(customer: string, client: Client, fromMs: number, toMs: number): Sums;
  /** Seconds over the target: of each client those of its average, as the list of the worst customers has it. */
  secondsLost(customer: string, fromMs: number, toMs: number): number;
  nodeAverage(of: { node?: string; role?: Role }, fromMs: number, toMs: number): number | null;
  dependencyAverage(dependency: string, fromMs: number, toMs: number): number | null;
  dependencyErrorShare(dependency: string, fromMs: number, toMs: number): number | null;
  dependencyUp(dependency: string, atMs: number): number;
  /** The share of the component's nodes that answer, 0..1. */
  componentUp(component: string, atMs: number): number;
  /** Seconds since a tier's last successful backup. */
  backupAge(tier: Tier, atMs: number): number;
  release(atMs: number): string | null;
};

const ratio = (over: number, under: number) => (under > 0 ? over / under : null);

export function createTruth(definition: Definition, customers: readonly ModelCustomer[]): ModelTruth {
  const { events, pages, seed } = definition;
  const holdingAt = createHolding(events.all);
  const effectsAt = (ms: number): Effect[] => holdingAt(ms).flatMap(({ effects }) => effects);

  /** Calls back with each cell that overlaps the span and how many seconds of it do. */
  const eachCell = (fromMs: number, toMs: number, seen: (cellMs: number, seconds: number) => void) => {
    const first = Math.max(definition.from, Math.floor(fromMs / CELL_MS) * CELL_MS);
    for (let cellMs = first; cellMs < toMs; cellMs += CELL_MS)
      seen(cellMs, (Math.min(toMs, cellMs + CELL_MS) - Math.max(fromMs, cellMs)) / 1000);
  };
  /** Of each matching page, its fast and slow requests in the span. */
  const fastAndSlow = (of: Requests, fromMs: number, toMs: number) => {
    const chosen = pages
      .filter(({ page, client }) => (of.page ?? page) === page && (of.client ?? client) === client)
      .map((page) => ({ page, fast: 0, slow: 0 }));
    const used = rhythms.filter((rhythm) => chosen.some(({ page }) => page.rhythm === rhythm));
    eachCell(fromMs, toMs, (cellMs, seconds) => {
      const effects = effectsAt(cellMs).filter((effect) => effect.on === "page");
      for (const rhythm of used) {
        const load = definition.load(rhythm, cellMs) * seconds;
        const slowShare = definition.slowShare(rhythm, cellMs);
        for (const one of chosen) {
          if (one.page.rhythm !== rhythm) continue;
          const own = effects.filter((effect) => effect.page === one.page.page).map((effect) => effect.slowShare);
          const slow = anyOf([slowShare, ...own]);
          one.slow += one.page.peak * load * slow;
          one.fast += one.page.peak * load * (1 - slow);
        }
      }
    });
    return chosen.map(({ page, fast, slow }) => ({ fastMean: page.fastMean, fast, slow }));
  };
  const share = (parts: ReturnType<typeof fastAndSlow>, seconds: number) =>
    parts.reduce(
      (total, { fastMean, fast, slow }) =>
        total + fast * fastShareWithin(seconds, fastMean) + slow * slowShareWithin(seconds, fastMean),
      0,
    );
  const summed = (parts: ReturnType<typeof fastAndSlow>): Sums => ({
    requests: parts.reduce((total, { fast, slow }) => total + fast + slow, 0),
    seconds: parts.reduce((total, { fastMean, fast, slow }) => total + fastMean * (fast + SLOW_TIMES * slow), 0),
    inTarget: share(parts, TARGET_SECONDS),
  });
  const sums = (of: Requests, fromMs: number, toMs: number) => summed(fastAndSlow(of, fromMs, toMs));

  const truth: ModelTruth = {
    sums,
    average: (...asked) => {
      const { seconds, requests } = sums(...asked);
      return ratio(seconds, requests);
    },
    withinTarget: (...asked) => {
      const { inTarget, requests } = sums(...asked);
      return ratio(inTarget, requests);
    },
    quantile: (quantile, of, fromMs, toMs) => {
      const parts = fastAndSlow(of, fromMs, toMs);
      const { requests } = summed(parts);
      if (requests === 0) return null;
      let [low, high] = [0, 1000];
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2;
        if (share(parts, middle) < quantile * requests) low = middle;
        else high = middle;
      }
      return high;
    },
    customer: (id, client, fromMs, toMs) => {
      const one = customers.find(({ customer }) => customer === id);
      if (!one) return { requests: 0, seconds: 0, inTarget: 0 };
      const total = { requests: 0, seconds: 0, inTarget: 0 };
      const add = (from: number, to: number, causes: Parameters<typeof factorOf>[0]) => {
        if (to <= from) return;
        const all = sums({ client }, from, to);
        const part = one.share[client];
        total.requests +=
          all.requests * part * factorOf(causes, client === "browser" ? undefined : `requests.${client}`);
        total.seconds += all.seconds * part * one.pace[client] * factorOf(causes, `seconds.${client}`);
        total.inTarget += all.inTarget * part * inTargetOf(one.pace[client]) * factorOf(causes, `within.${client}`);
      };
      let at = fromMs;
      for (const { from, to } of one.plan ? stretches(one.plan, fromMs, toMs) : []) {
        add(at, from, []);
        add(Math.max(from, fromMs), Math.min(to, toMs), one.plan!.causes);
        at = Math.min(to, toMs);
      }
      add(at, toMs, []);
      return total;
    },
    secondsLost: (id, fromMs, toMs) =>
      clients.reduce((lost, client) => {
        const { seconds, requests } = truth.customer(id, client, fromMs, toMs);
        return lost + Math.max(0, seconds - TARGET_SECONDS * requests);
      }, 0),
    nodeAverage: (of, fromMs, toMs) => {
      let [seconds, requests] = [0, 0];
      const chosen = nodes.filter(({ node, role }) => (of.node ?? node) === node && (of.role ?? role) === role);
      eachCell(fromMs, toMs, (cellMs, length) => {
        const all = sums({}, cellMs, cellMs + length * 1000);
        const holding = effectsAt(cellMs);
        for (const node of chosen) {
          const times = factorsOf(node, holding);
          requests += node.share * all.requests * times.requests;
          seconds += node.share * SECONDS_OF_ROLE[node.role] * all.seconds * times.seconds;
        }
      });
      return ratio(seconds, requests);
    },
    dependencyAverage: (name, fromMs, toMs) => {
      const { requests, seconds } = answered(name, fromMs, toMs);
      return ratio(seconds, requests);
    },
    dependencyErrorShare: (name, fromMs, toMs) => {
      const { requests, errors } = answered(name, fromMs, toMs);
      return ratio(errors, requests);
    },
    dependencyUp: (name, atMs) => changesOf(name, effectsAt(atMs)).up,
    componentUp: (component, atMs) => {
      const probed = probedNodes[component] ?? [];
      const holding = effectsAt(atMs);
      return probed.reduce((up, node) => up + isUp(component, node, holding), 0) / probed.length;
    },
    backupAge: (tier, atMs) => (atMs - lastBackup(tier, atMs, seed, events.all)) / 1000,
    release: (atMs) => events.releases.find(({ at, until }) => at <= atMs && atMs < until)?.version ?? null,
  };

  function answered(name: string, fromMs: number, toMs: number) {
    const total = { requests: 0, seconds: 0, errors: 0 };
    const one = dependencies.find(({ dependency }) => dependency === name);
    if (!one) return total;
    eachCell(fromMs, toMs, (cellMs, length) => {
      const load = definition.load(one.rhythm, cellMs) * length;
      const { slower, errors } = changesOf(name, effectsAt(cellMs));
      total.requests += load;
      total.seconds += load * one.seconds * (1 + BUSY_ADDS * definition.slowShare(one.rhythm, cellMs)) * slower;
      total.errors += load * errors;
    });
    return total;
  }
  return truth;
}

/** What holds at an instant: events by the UTC days that they touch, so that a month of cells is not a month of searches. */
function createHolding(all: readonly ModelEvent[]) {
  const byDay = new Map<number, ModelEvent[]>();
  for (const event of all)
    for (let day = Math.floor(event.from / DAY); day * DAY < event.to; day++) {
      const known = byDay.get(day);
      if (known) known.push(event);
      else byDay.set(day, [event]);
    }
  return (ms: number) => (byDay.get(Math.floor(ms / DAY)) ?? []).filter(({ from, to }) => from <= ms && ms < to);
}
