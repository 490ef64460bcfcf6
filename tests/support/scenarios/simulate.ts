import { Temporal } from "temporal-polyfill";
import { type Chance, chanceOf } from "./chance.ts";
import {
  APP_SHARE,
  CALLS,
  DATABASE_SHARE,
  type Effects,
  effectsOf,
  pageSeconds,
  REPORTS,
  reportSeconds,
} from "./effects.ts";
import { type Customer, type Slot, type World, ZONE } from "./world.ts";

/** Every series of a world: its counters and gauges at the times of the scrapes. */
export type Recorded = Map<string, { metric: string; labels: Record<string, string>; points: [number, number][] }>;

const MINUTE_MS = 60_000;
const BUCKETS = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8];
/** Of the logarithm of a request's time: the spread of a typical page. */
const SIGMA = 0.8;
/** Of the sum of n requests around its mean. */
const SPREAD = Math.sqrt(Math.exp(SIGMA * SIGMA) - 1);
const RUM_SHARE = 0.8;

type Step = { atMs: number; minutes: number; busy: number; slot: Slot | null };

/** Every two minutes on working days, every quarter of an hour otherwise, when there is little to see. */
function* stepsOf(world: World): Generator<Step> {
  for (let atMs = world.fromMs; atMs <= world.toMs; ) {
    const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ZONE);
    const working = local.dayOfWeek <= 5 && local.hour >= 6 && local.hour < 19;
    const minutes = working ? 2 : 15;
    const slot = world.slots.find(({ wrongFromMs, toMs }) => atMs > wrongFromMs && atMs <= toMs) ?? null;
    yield { atMs, minutes, busy: busyAt(local, working), slot };
    atMs += minutes * MINUTE_MS;
  }
}

/** Of the busiest hour: two humps with lunch between them; some work in the evening, little at night. */
function busyAt({ hour, minute, dayOfWeek }: Temporal.ZonedDateTime, working: boolean): number {
  const t = hour + minute / 60;
  if (!working) return t > 7 && t < 22 ? 0.08 : 0.02;
  const hump = (at: number, width: number) => Math.exp(-(((t - at) / width) ** 2));
  return (0.1 + 0.9 * Math.max(hump(10, 2.4), hump(14, 2.2))) * (dayOfWeek === 1 ? 1.1 : dayOfWeek === 5 ? 0.9 : 1);
}

export function simulate(world: World): Recorded {
  const chance = chanceOf(world.seed ^ 0x5eed);
  const recorded: Recorded = new Map();
  const counters = new Map<string, number>();
  const restarts = [...world.restarts].sort((a, b) => a - b);
  const drift = new Map<string, number>();
  for (const step of stepsOf(world)) {
    while (restarts.length > 0 && restarts[0]! <= step.atMs) {
      restarts.shift();
      counters.clear();
    }
    const seen = !world.gaps.some(({ fromMs, toMs }) => step.atMs >= fromMs && step.atMs <= toMs);
    const put = (metric: string, labels: Record<string, string>, value: number) => {
      const key = `${metric} ${Object.values(labels).join(" ")}`;
      const series = recorded.get(key) ?? { metric, labels, points: [] };
      recorded.set(key, series);
      if (seen) series.points.push([step.atMs, value]);
    };
    const add = (metric: string, labels: Record<string, string>, by: number) => {
      const key = `${metric} ${Object.values(labels).join(" ")}`;
      const value = (counters.get(key) ?? 0) + by;
      counters.set(key, value);
      put(metric, labels, value);
    };
    const now = world.slots.find(({ fromMs, toMs }) => step.atMs > fromMs && step.atMs <= toMs);
    const everybody = wander(chance, drift, "service", world.noise.service);
    const many = now?.monthEnd ?? 1;
    oneStep(world, chance, step, { add, everybody, many, drift });
    gauges(world, step, put);
  }
  return recorded;
}

/** Noise that remembers: what is a little slow now is a little slow in the next minutes. */
function wander(chance: Chance, drift: Map<string, number>, name: string, size: number): number {
  const value = 0.97 * (drift.get(name) ?? 0) + Math.sqrt(1 - 0.97 ** 2) * chance.normal();
  drift.set(name, value);
  return Math.exp(size * value);
}

type Moment = {
  add: (metric: string, labels: Record<string, string>, by: number) => void;
  everybody: number;
  many: number;
  drift: Map<string, number>;
};

function oneStep(world: World, chance: Chance, step: Step, { add, everybody, many, drift }: Moment): void {
  const pages = new Map<string, { labels: Record<string, string>; count: number; seconds: number }>();
  const databases = new Map(world.databases.map((name) => [name, { count: 0, seconds: 0 }]));
  let appSeconds = 0;
  let appCount = 0;
  const timed = (count: number, mean: number) =>
    count === 0 ? 0 : Math.max(0.2, 1 + (SPREAD / Math.sqrt(count)) * chance.normal()) * count * mean;
  const serve = (page: string, client: string, count: number, mean: number, customer: Customer, e: Effects) => {
    const seconds = timed(count, mean);
    const key = `${page} ${client}`;
    const into = pages.get(key) ?? { labels: { page, client }, count: 0, seconds: 0 };
    pages.set(key, { ...into, count: into.count + count, seconds: into.seconds + seconds });
    // What its own node's fault added is spent there and nowhere else.
    const plain = seconds / e.node;
    appSeconds += APP_SHARE * plain;
    appCount += count;
    const share = customer.isBulk ? 1 / world.databases.length : 1;
    for (const [name, into] of databases) {
      if (!customer.isBulk && name !== customer.database) continue;
      into.count += count * share;
      into.seconds += DATABASE_SHARE * plain * share * badness(step.slot, name);
    }
    return seconds;
  };
  for (const customer of world.customers) {
    const e = effectsOf(world, customer, step.slot);
    const mood = everybody * wander(chance, drift, customer.id, world.noise.customer);
    const load = wander(chance, drift, `load of ${customer.id}`, 0.15) * many * step.busy * step.minutes;
    customerStep(world, chance, customer, e, { load, mood, minutes: step.minutes, add, timed, serve });
  }
  for (const { labels, count, seconds } of pages.values()) writeHistogram(add, labels, count, seconds);
  for (const name of world.appNodes) {
    const labels = { node: name, role: "app" };
    add("service_node_seconds_count", labels, appCount / world.appNodes.length);
    add("service_node_seconds_sum", labels, (appSeconds / world.appNodes.length) * badness(step.slot, name));
  }
  for (const [name, { count, seconds }] of databases) {
    add("service_node_seconds_count", { node: name, role: "db" }, count);
    add("service_node_seconds_sum", { node: name, role: "db" }, seconds);
  }
  for (const { name, perMinute, seconds } of world.dependencies) {
    const page = world.pages.find(({ dependency }) => dependency === name)?.name;
    const views = [...pages.values()].filter(({ labels }) => labels.page === page);
    const calls = page ? CALLS * views.reduce((sum, { count }) => sum + count, 0) : perMinute * step.minutes * many;
    const count = chance.poisson(page ? calls : calls * step.busy);
    const event = step.slot?.event;
    const slow = event?.cause === "dependency" && event.subject === name ? event.factor : 1;
    add("dependency_requests_total", { dependency: name }, count);
    add("dependency_seconds_total", { dependency: name }, timed(count, seconds * slow));
    add("dependency_errors_total", { dependency: name }, chance.poisson(count * (slow > 1 ? 0.03 : 0.002)));
  }
}

function badness(slot: Slot | null, node: string): number {
  return slot?.event?.cause === "node" && slot.event.subject === node ? slot.event.factor : 1;
}

type CustomerMoment = {
  load: number;
  mood: number;
  minutes: number;
  add: Moment["add"];
  timed: (count: number, mean: number) => number;
  serve: (page: string, client: string, count: number, mean: number, customer: Customer, e: Effects) => number;
};

function customerStep(
  world: World,
  chance: Chance,
  customer: Customer,
  e: Effects,
  { load, mood, minutes, add, timed, serve }: CustomerMoment,
): void {
  const id = { customer: customer.id };
  const count = (client: string, requests: number, seconds: number, mean: number) => {
    add("customer_requests_total", { ...id, client }, requests);
    add("customer_seconds_total", { ...id, client }, seconds);
    add("customer_within_target_total", { ...id, client }, requests * within(0.8, mean));
  };
  let requests = 0;
  let seconds = 0;
  const asking = (client: string, perMinute: number, slowed: Effects) => {
    let [n, s] = [0, 0];
    for (const page of world.pages) {
      const some = chance.poisson(perMinute * page.share * load);
      n += some;
      s += serve(page.name, client, some, pageSeconds(customer, page, slowed) * mood, customer, e);
    }
    return [n, s] as const;
  };
  [requests, seconds] = asking("browser", customer.browserPerMinute, e);
  const reports = chance.poisson(customer.reportsPerMinute * e.loads.reports * load);
  const inReports = serve(REPORTS, "browser", reports, reportSeconds(customer, e) * mood, customer, e);
  add("customer_report_requests_total", id, reports);
  add("customer_report_seconds_total", id, inReports);
  add("customer_report_rows_total", id, timed(reports, customer.reportRows * e.loads.rows));
  requests += reports;
  seconds += inReports;
  count("browser", requests, seconds, requests ? seconds / requests : 0.5);
  realUsers(chance, customer, e, { requests, seconds, add, timed, id });
  const steady = { ...e, waiting: { reports: 1, integration: 1, robot: 1 } };
  const calm = asking("robot", customer.robotPerMinute, steady);
  // A robot that runs wild does not follow the hours of the day.
  const page = world.pages[0]!;
  const extra = chance.poisson((e.loads.robot * minutes) / page.seconds);
  const inExtra = serve(page.name, "robot", extra, pageSeconds(customer, page, steady) * mood, customer, e);
  if (calm[0] + extra > 0 || customer.robotPerMinute > 0) {
    const all = calm[0] + extra;
    count("robot", all, calm[1] + inExtra, all ? (calm[1] + inExtra) / all : 0.5);
  }
  let [calls, inCalls] = [0, 0];
  customer.integrations.forEach((integration, i) => {
    // The first one runs wild, if any; an integration does not sleep as people do.
    const extra = i === 0 ? (e.loads.integration * minutes) / integration.seconds : 0;
    const some = chance.poisson(integration.perMinute * (0.3 * minutes + 0.7 * load) + extra);
    const waiting = e.waiting.reports * e.waiting.integration * e.waiting.robot;
    const mean = integration.seconds * e.service * e.node * (1 + world.callsWait * (waiting - 1)) * mood;
    const time = serve(`api/${integration.resource}`, "api", some, mean, customer, e);
    const labels = { ...id, integration: integration.name, resource: integration.resource };
    add("customer_integration_requests_total", labels, some);
    add("customer_integration_seconds_total", labels, time);
    calls += some;
    inCalls += time;
  });
  if (customer.integrations.length > 0) count("api", calls, inCalls, calls ? inCalls / calls : 0.3);
}

function realUsers(
  chance: Chance,
  customer: Customer,
  e: Effects,
  {
    requests,
    seconds,
    add,
    timed,
    id,
  }: {
    requests: number;
    seconds: number;
    add: Moment["add"];
    timed: CustomerMoment["timed"];
    id: { customer: string };
  },
): void {
  if (!customer.hasRum) return;
  const loads = Math.min(requests, chance.poisson(requests * RUM_SHARE));
  const server = requests ? (seconds / requests) * loads : 0;
  const segments = {
    network: timed(loads, customer.networkSeconds + e.networkExtra),
    browser: timed(loads, customer.browserSeconds + e.browserExtra),
    server,
  };
  for (const [segment, time] of Object.entries(segments)) {
    add("customer_rum_pages_total", { ...id, segment }, loads);
    add("customer_rum_seconds_total", { ...id, segment }, time);
  }
}

/** Share of requests within so many seconds, of lognormal ones with this mean. */
function within(seconds: number, mean: number): number {
  const z = (Math.log(seconds) - (Math.log(Math.max(mean, 1e-6)) - (SIGMA * SIGMA) / 2)) / SIGMA;
  return 1 / (1 + Math.exp(-1.702 * z));
}

function writeHistogram(add: Moment["add"], labels: Record<string, string>, count: number, seconds: number): void {
  const mean = count ? seconds / count : 0.5;
  for (const le of BUCKETS) add("service_page_seconds_bucket", { ...labels, le: String(le) }, count * within(le, mean));
  add("service_page_seconds_bucket", { ...labels, le: "+Inf" }, count);
  add("service_page_seconds_count", labels, count);
  add("service_page_seconds_sum", labels, seconds);
  add("service_errors_total", labels, count * 0.001);
}

/** What runs, and what answers. A release that slowed a page is taken back when its slot ends. */
function gauges(
  world: World,
  { atMs }: Step,
  put: (metric: string, labels: Record<string, string>, value: number) => void,
): void {
  const week = Math.floor((atMs - world.fromMs) / (7 * 24 * 60 * MINUTE_MS));
  const bad = world.slots.find(
    ({ event, fromMs, toMs }) => event?.release && atMs > fromMs - 20 * MINUTE_MS && atMs <= toMs,
  );
  const version = bad ? `2026.${week}.${bad.index + 1}` : `2026.${week}.0`;
  put("release_info", { version, kind: bad ? "urgent" : "weekly" }, 1);
  for (const { name } of world.dependencies) put("dependency_up", { dependency: name }, 1);
  for (const node of world.appNodes) put("component_up", { component: "app-servers", node }, 1);
  for (const node of world.databases) put("component_up", { component: "databases", node }, 1);
  put("component_up", { component: "load-balancer", node: "lb-1" }, 1);
}
