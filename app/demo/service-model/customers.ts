import { businessIdFrom } from "#db/seed/identifiers.ts";
import { sum } from "./cumulative.ts";
import type { Client } from "./events.ts";
import { type CustomerSlowdown, planOfMadeUp, plansOfNamed, type SlowdownPlan, stretches } from "./slowdowns.ts";
import { pick, uniform } from "./uniform.ts";

export type NamedCompany = { businessId: string; name: string };
export type ModelCustomer = {
  customer: string;
  name: string;
  /** Its part of all requests of a client, 0..1; all customers' parts make 1. */
  share: Readonly<Record<Client, number>>;
  /** Its average time against everybody's; weighted by traffic, everybody's is 1. */
  pace: Readonly<Record<Client, number>>;
  plan: SlowdownPlan | null;
  /** Which part of its API requests each integration makes for each resource. */
  integrations: readonly { integration: string; resource: string; share: number }[];
  /** Seconds of a page load that its network and its browsers take. */
  network: number;
  browser: number;
  rowsOfReport: number;
};

const integrationNames = ["webshop", "cash-register", "crm", "warehouse", "travel-expenses", "bank-bridge"];
const resourceNames = ["sales-invoices", "purchase-invoices", "customers", "products", "payments"];
// Seven digits from nine million up belong to nobody; the demo's companies are below 9,002,000.
const FIRST_MADE_UP_ID = 9_100_000;

/** The named companies first, then made-up ones up to `count`. */
export function modelCustomers(count: number, companies: readonly NamedCompany[], seed: number): ModelCustomer[] {
  const raw = Array.from({ length: count }, (_, i) => rawCustomer(i, companies, seed));
  const scaled = (client: Client) => {
    const traffic = sum(raw.map(({ weight }) => weight[client]));
    const seconds = sum(raw.map(({ weight, speed }) => weight[client] * speed));
    return { share: 1 / traffic, pace: traffic / seconds };
  };
  const scale = { browser: scaled("browser"), api: scaled("api"), robot: scaled("robot") };
  const each = (of: (client: Client) => number) => ({ browser: of("browser"), api: of("api"), robot: of("robot") });
  return raw.map(({ weight, speed, ...customer }) => ({
    ...customer,
    share: each((client) => weight[client] * scale[client].share),
    pace: each((client) => speed * scale[client].pace),
  }));
}

function rawCustomer(i: number, companies: readonly NamedCompany[], seed: number) {
  const named = companies[i];
  const u = (what: number) => uniform(seed, i, what);
  const plan = named ? (plansOfNamed[i] ?? null) : planOfMadeUp(i - companies.length);
  // A few are large and most are small; the named ones are neither.
  const weight = named ? 1 + u(61) : 0.3 + 3 * u(61) ** 4;
  const hasApi = i === 0 || u(62) < 0.6 || plan?.causes.includes("integration");
  const hasRobots = i === 0 || u(63) < 0.3 || plan?.causes.includes("robot");
  return {
    customer: named?.businessId ?? businessIdFrom(FIRST_MADE_UP_ID + 2 * i),
    name: named?.name ?? `Customer ${i + 1}`,
    weight: {
      browser: weight,
      api: hasApi ? weight * (0.5 + u(64)) : 0,
      robot: hasRobots ? weight * (0.5 + u(65)) : 0,
    },
    speed: 0.82 + 0.36 * u(66),
    plan,
    integrations: hasApi ? integrationsOf(i, seed) : [],
    network: 0.1 + 0.12 * u(67),
    browser: 0.35 + 0.25 * u(68),
    rowsOfReport: 600 + Math.round(2400 * u(69)),
  };
}

function integrationsOf(i: number, seed: number) {
  const first = pick(integrationNames, seed, i, 71);
  const second = pick(
    integrationNames.filter((name) => name !== first),
    seed,
    i,
    72,
  );
  const [a, b, c] = [0, 1, 2].map((n) => resourceNames[(i + n) % resourceNames.length]!);
  return [
    { integration: first, resource: a!, share: 0.45 },
    { integration: first, resource: b!, share: 0.3 },
    { integration: second, resource: c!, share: 0.25 },
  ];
}

/** Every stretch of the customers' slowdowns, in the order of their beginning. */
export function customerSlowdowns(
  customers: readonly ModelCustomer[],
  fromMs: number,
  toMs: number,
): CustomerSlowdown[] {
  return customers
    .flatMap(({ customer, name, plan }) =>
      plan ? stretches(plan, fromMs, toMs).map((at) => ({ customer, name, causes: plan.causes, ...at })) : [],
    )
    .sort((a, b) => a.from - b.from);
}
