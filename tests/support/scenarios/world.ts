import { Temporal } from "temporal-polyfill";
import { type Chance, chanceOf } from "./chance.ts";

/**
 * A service with its customers, and what goes wrong in its last week: five weeks of it, of which the last has fifteen slots
 * (three on each working day). In each slot at most one thing is wrong with the service, and something of its own may be wrong
 * with each customer; the same hours of the four weeks before are as they always are.
 *
 * Written from the contract of the metrics alone: it knows neither how a diagnosis is made nor the demo's model.
 */
export const ZONE = "Europe/Helsinki";

export const ownCauses = ["network", "browser", "reports", "integration", "robot"] as const;
export type OwnCause = (typeof ownCauses)[number];
export const serviceCauses = ["service", "page", "node", "dependency", "maintenance"] as const;
export type ServiceCause = (typeof serviceCauses)[number];

export type Page = { name: string; share: number; seconds: number; dependency: string | null };
export type Integration = { name: string; resource: string; perMinute: number; seconds: number };
export type Customer = {
  id: string;
  /** Requests a minute at the busiest hour. */
  browserPerMinute: number;
  robotPerMinute: number;
  integrations: Integration[];
  reportsPerMinute: number;
  reportSeconds: number;
  reportRows: number;
  /** A customer has a habit: its pages are all somewhat quicker or slower than the average customer's. */
  habit: number;
  networkSeconds: number;
  browserSeconds: number;
  /** Some have no measurements of real users. */
  hasRum: boolean;
  database: string;
  /** Stands for the many others: large, and never asked about. */
  isBulk: boolean;
};

export type ServiceEvent = {
  cause: ServiceCause;
  /** The page, node or dependency. */
  subject: string | null;
  factor: number;
  release: boolean;
};
export type OwnEvent = { cause: OwnCause; size: number };

export type Slot = {
  index: number;
  fromMs: number;
  toMs: number;
  /** When what is wrong begins: not before the slot, and not always with it. */
  wrongFromMs: number;
  event: ServiceEvent | null;
  monthEnd: number;
  own: Map<string, OwnEvent[]>;
};

export type World = {
  seed: number;
  fromMs: number;
  toMs: number;
  pages: Page[];
  appNodes: string[];
  databases: string[];
  /** `perMinute` of those that no page waits for. */
  dependencies: { name: string; perMinute: number; seconds: number }[];
  customers: Customer[];
  slots: Slot[];
  /** While nothing is scraped. */
  gaps: { fromMs: number; toMs: number }[];
  /** When every process was started anew, and its counters with it. */
  restarts: number[];
  noise: { service: number; customer: number };
  /** How much of the waiting that a customer's load makes its own integrations' calls wait too, 0..1. */
  callsWait: number;
};

const CUSTOMERS = 12;
const LOW_TRAFFIC = 1;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const dependencyOfPage: Record<string, string> = {
  payments: "banks",
  payroll: "income-register",
  "sales-invoices": "e-invoicing",
};

/** @param monday the last week's, in the service's zone */
export function makeWorld(seed: number, monday: string): World {
  const chance = chanceOf(seed);
  const start = Temporal.PlainDate.from(monday);
  const at = (days: number, time: string) =>
    start.add({ days }).toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds;
  const pages = makePages(chance);
  const appNodes = Array.from({ length: chance.whole(3, 5) }, (_, i) => `app-${i + 1}`);
  const databases = Array.from({ length: chance.whole(3, 4) }, (_, i) => `db-${i + 1}`);
  const dependencies = ["banks", "income-register", "e-invoicing", "print-and-scan"].map((name) => ({
    name,
    perMinute: chance.between(20, 120),
    seconds: chance.between(0.3, 1.2),
  }));
  const customers = Array.from({ length: CUSTOMERS }, (_, i) => makeCustomer(chance, i, databases));
  const slots: Slot[] = [];
  const times = [
    ["09:00", "10:30"],
    ["11:30", "13:00"],
    ["14:00", "16:00"],
  ] as const;
  for (let day = 0; day < 5; day += 1) {
    for (const [from, to] of times) {
      const [fromMs, toMs] = [at(day, from), at(day, to)];
      slots.push({
        index: slots.length,
        fromMs,
        toMs,
        wrongFromMs: fromMs + Math.floor((toMs - fromMs) * chance.pick([0, 0, 0, 0.15, 0.3])),
        event: null,
        monthEnd: 1,
        own: new Map(),
      });
    }
  }
  const world: World = {
    seed,
    fromMs: at(-28, "00:00") - 2 * HOUR_MS,
    toMs: at(4, "18:00"),
    pages,
    appNodes,
    databases,
    dependencies,
    customers,
    slots,
    gaps: [],
    restarts: [],
    noise: { service: chance.between(0.03, 0.08), customer: chance.between(0.04, 0.1) },
    callsWait: chance.between(0, 0.4),
  };
  plan(chance, world);
  for (let i = 0; i < 6; i += 1) {
    const fromMs = world.fromMs + chance.between(0.02, 0.78) * (world.toMs - world.fromMs);
    world.gaps.push({ fromMs, toMs: fromMs + chance.between(20, 240) * MINUTE_MS });
  }
  // A quarter of an hour in the middle of a slot that is asked about.
  const torn = chance.pick(slots);
  const middle = (torn.fromMs + torn.toMs) / 2;
  world.gaps.push({ fromMs: middle, toMs: middle + 15 * MINUTE_MS });
  world.restarts = Array.from({ length: 5 }, () => world.fromMs + chance.next() * (world.toMs - world.fromMs));
  return world;
}

function makePages(chance: Chance): Page[] {
  const names = ["sales-invoices", "purchase-invoices", "payments", "payroll", "ledger", "reports", "bank", "home"];
  const weights = names.map(() => chance.between(0.6, 1.6));
  const all = weights.reduce((a, b) => a + b, 0);
  return names.map((name, i) => ({
    name,
    share: weights[i]! / all,
    seconds: chance.between(0.3, 0.8),
    dependency: dependencyOfPage[name] ?? null,
  }));
}

function makeCustomer(chance: Chance, index: number, databases: string[]): Customer {
  const isBulk = index < 2;
  const isSmall = index === CUSTOMERS - LOW_TRAFFIC;
  const busy = isBulk ? 900 : isSmall ? 0.01 : chance.between(3, 18);
  return {
    id: `${1_000_000 + index * 7919 + chance.whole(0, 900)}-${chance.whole(0, 9)}`,
    browserPerMinute: busy,
    robotPerMinute: isBulk ? 80 : chance.yes(0.5) && !isSmall ? chance.between(0.3, 1.5) : 0,
    integrations: isSmall
      ? []
      : Array.from({ length: isBulk ? 3 : chance.whole(1, 2) }, (_, i) => ({
          name: ["payroll-sync", "web-shop", "expense-app"][i]!,
          resource: chance.pick(["invoices", "vouchers", "products"]),
          perMinute: isBulk ? 150 : chance.between(0.8, 4),
          seconds: chance.between(0.15, 0.4),
        })),
    reportsPerMinute: isBulk ? 20 : isSmall ? 0 : chance.between(0.08, 0.3),
    reportSeconds: chance.between(1.2, 3),
    reportRows: chance.between(500, 3000),
    habit: isBulk ? 1 : chance.between(0.8, 1.25),
    networkSeconds: chance.between(0.12, 0.35),
    browserSeconds: chance.between(0.25, 0.6),
    hasRum: isBulk || index % 6 !== 5,
    database: isBulk ? "" : chance.pick(databases),
    isBulk,
  };
}

/** What is wrong, where: each cause of the service at least once, five slots in which the service is well. */
function plan(chance: Chance, world: World): void {
  const kinds: (ServiceCause | null)[] = [
    null,
    null,
    null,
    null,
    null,
    null,
    "service",
    "service",
    "page",
    "page",
    "node",
    "node",
    "dependency",
    "dependency",
    "maintenance",
  ];
  const order = world.slots.map((slot) => ({ slot, key: chance.next() })).sort((a, b) => a.key - b.key);
  order.forEach(({ slot }, i) => {
    const cause = kinds[i] ?? null;
    if (cause !== null) slot.event = makeEvent(chance, world, cause, i);
    // At the end of a month everybody works more; that alone slows little.
    if (chance.yes(0.25)) slot.monthEnd = chance.between(1.4, 2);
    for (const customer of world.customers) {
      if (customer.isBulk) continue;
      if (chance.yes(cause === null ? 0.75 : 0.35))
        slot.own.set(customer.id, makeOwn(chance, customer, cause === null));
    }
  });
  // Whoever works on a node of their own feels that node.
  for (const { event } of world.slots) {
    if (event?.cause !== "node" || !event.subject?.startsWith("db-")) continue;
    const asked = world.customers.filter(({ isBulk }) => !isBulk);
    if (!asked.some(({ database }) => database === event.subject)) asked[0]!.database = event.subject;
  }
}

function makeEvent(chance: Chance, world: World, cause: ServiceCause, i: number): ServiceEvent {
  const release = cause === "page" && i % 2 === 0;
  const base = { cause, release };
  if (cause === "page") return { ...base, subject: chance.pick(world.pages).name, factor: chance.between(4, 9) };
  if (cause === "node") {
    const app = i % 2 === 0;
    return {
      ...base,
      subject: chance.pick(app ? world.appNodes : world.databases),
      factor: app ? chance.between(7, 14) : chance.between(3.5, 8),
    };
  }
  if (cause === "dependency")
    return {
      ...base,
      subject: chance.pick(["banks", "income-register", "e-invoicing"]),
      factor: chance.between(6, 14),
    };
  return { ...base, subject: null, factor: chance.between(1.8, 3.5) };
}

function makeOwn(chance: Chance, customer: Customer, pairs: boolean): OwnEvent[] {
  const possible = ownCauses.filter((cause) => customer.hasRum || (cause !== "network" && cause !== "browser"));
  const first = chance.pick(possible);
  const events = [{ cause: first, size: chance.between(0.5, 1) }];
  if (pairs && chance.yes(0.3)) {
    const second = chance.pick(possible.filter((cause) => cause !== first));
    events.push({ cause: second, size: chance.between(0.15, 0.6) });
  }
  return events;
}
