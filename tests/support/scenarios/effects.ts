import type { Customer, OwnCause, Page, Slot, World } from "./world.ts";

/** What is wrong for one customer at one moment, as factors and seconds that a request or a page load meets. */
export type Effects = {
  service: number;
  node: number;
  /** By page. */
  page: { name: string; factor: number } | null;
  dependency: { page: string; extraSeconds: number } | null;
  /** The customer's own load makes its pages wait, each second of it alike. */
  waiting: Record<"reports" | "integration" | "robot", number>;
  /** Reports as factors; of the others, the server seconds a minute that come on top. */
  loads: { reports: number; rows: number; reportSeconds: number; integration: number; robot: number };
  networkExtra: number;
  browserExtra: number;
};

export const APP_SHARE = 0.6;
export const DATABASE_SHARE = 1 - APP_SHARE;
/** How often a page that needs a dependency calls it, for each request. */
export const CALLS = 0.5;
export const REPORTS = "reports";

/** @param only leaves all other causes out */
export function effectsOf(world: World, customer: Customer, slot: Slot | null, only?: string): Effects {
  const effects: Effects = {
    service: 1,
    node: 1,
    page: null,
    dependency: null,
    waiting: { reports: 1, integration: 1, robot: 1 },
    loads: { reports: 1, rows: 1, reportSeconds: 1, integration: 0, robot: 0 },
    networkExtra: 0,
    browserExtra: 0,
  };
  if (slot === null) return effects;
  const { event } = slot;
  if (event && (only === undefined || only === event.cause)) {
    if (event.cause === "service" || event.cause === "maintenance") effects.service = event.factor;
    if (event.cause === "page") effects.page = { name: event.subject!, factor: event.factor };
    if (event.cause === "node") effects.node = nodeFactor(world, customer, event.subject!, event.factor);
    if (event.cause === "dependency") {
      const { seconds } = world.dependencies.find(({ name }) => name === event.subject)!;
      const page = world.pages.find(({ dependency }) => dependency === event.subject)!;
      effects.dependency = { page: page.name, extraSeconds: CALLS * seconds * (event.factor - 1) };
    }
  }
  for (const { cause, size } of slot.own.get(customer.id) ?? []) {
    if (only === undefined || only === cause) own[cause](effects, size, customer);
  }
  return effects;
}

/** So many server seconds a minute, as a share of the pages' own at the busiest hour, double the time of a page. */
const LOAD_THAT_DOUBLES = 1.5;
const PAGE_SECONDS = 0.5;
const loadFor = ({ browserPerMinute }: Customer, waiting: number) =>
  (waiting - 1) * LOAD_THAT_DOUBLES * PAGE_SECONDS * browserPerMinute;

const own: Record<OwnCause, (effects: Effects, size: number, customer: Customer) => void> = {
  network: (effects, size) => {
    effects.networkExtra = 0.4 + 2 * size;
  },
  browser: (effects, size) => {
    effects.browserExtra = 0.4 + 2 * size;
  },
  reports: (effects, size, customer) => {
    effects.loads.reports = 1 + 5 * size;
    effects.loads.rows = 1 + 5 * size;
    effects.waiting.reports = 1 + 0.8 * size;
    const { reportsPerMinute, reportSeconds } = customer;
    const normal = reportsPerMinute * reportSeconds;
    const each = (normal + loadFor(customer, effects.waiting.reports)) / (reportsPerMinute * effects.loads.reports);
    effects.loads.reportSeconds = Math.max(1.3, each / reportSeconds);
  },
  integration: (effects, size, customer) => {
    effects.waiting.integration = 1 + 1.8 * size;
    effects.loads.integration = loadFor(customer, effects.waiting.integration);
  },
  robot: (effects, size, customer) => {
    effects.waiting.robot = 1 + 1.8 * size;
    effects.loads.robot = loadFor(customer, effects.waiting.robot);
  },
};

function nodeFactor({ appNodes, databases }: World, { database, isBulk }: Customer, node: string, factor: number) {
  if (appNodes.includes(node)) return DATABASE_SHARE + APP_SHARE * (1 + (factor - 1) / appNodes.length);
  // The many others are spread over all databases; a customer has one.
  const felt = isBulk ? 1 + (factor - 1) / databases.length : database === node ? factor : 1;
  return APP_SHARE + DATABASE_SHARE * felt;
}

/** Mean server seconds of a customer's request for a page, without its reports. */
export function pageSeconds(customer: Customer, page: Page, e: Effects): number {
  const waiting = e.waiting.reports * e.waiting.integration * e.waiting.robot;
  const factor = e.page?.name === page.name ? e.page.factor : 1;
  const extra = e.dependency?.page === page.name ? e.dependency.extraSeconds : 0;
  return page.seconds * customer.habit * e.service * e.node * factor * waiting + extra;
}

/** Mean server seconds of a customer's browser requests, its reports among them. */
export function browserSeconds(world: World, customer: Customer, e: Effects): number {
  const pages = world.pages.reduce((sum, page) => sum + page.share * pageSeconds(customer, page, e), 0);
  const reports = customer.reportsPerMinute * e.loads.reports;
  const each = reportSeconds(customer, e);
  return (customer.browserPerMinute * pages + reports * each) / (customer.browserPerMinute + reports);
}

export const reportSeconds = (customer: Customer, e: Effects) =>
  customer.reportSeconds * e.loads.reportSeconds * e.service * e.node;

export type Truth = {
  /** Of the felt excess, by cause; empty when there is none. */
  shares: Record<string, number>;
  excessSeconds: number;
  normalSeconds: number;
};

/** Mean server seconds of a customer's browser requests for one page; reports have one of their own. */
function secondsOn(world: World, customer: Customer, name: string, e: Effects): number {
  const page = world.pages.find((one) => one.name === name)!;
  const seconds = pageSeconds(customer, page, e);
  if (name !== REPORTS) return seconds;
  const [views, reports] = [customer.browserPerMinute * page.share, customer.reportsPerMinute * e.loads.reports];
  return (views * seconds + reports * reportSeconds(customer, e)) / (views + reports);
}

/**
 * What a load of this customer's takes longer in the slot than always, and what of that each cause alone would make.
 * @param page looks at the loads of one page; null: at all
 */
export function truthOf(world: World, customer: Customer, slot: Slot, page: string | null): Truth {
  const felt = (e: Effects) =>
    (page === null ? browserSeconds(world, customer, e) : secondsOn(world, customer, page, e)) +
    (customer.hasRum ? customer.networkSeconds + e.networkExtra + customer.browserSeconds + e.browserExtra : 0);
  const normalSeconds = felt(effectsOf(world, customer, null));
  const excessSeconds = felt(effectsOf(world, customer, slot)) - normalSeconds;
  const causes = [slot.event?.cause, ...(slot.own.get(customer.id) ?? []).map(({ cause }) => cause)];
  const alone = causes
    .filter((cause) => cause !== undefined)
    .map((cause) => [cause, felt(effectsOf(world, customer, slot, cause)) - normalSeconds] as const)
    .filter(([, seconds]) => seconds > 0.001);
  const all = alone.reduce((sum, [, seconds]) => sum + seconds, 0);
  return {
    shares: Object.fromEntries(alone.map(([cause, seconds]) => [cause, seconds / all])),
    excessSeconds,
    normalSeconds,
  };
}
