import { DAY, helsinkiDay, helsinkiInstant } from "./helsinki-days.ts";

export type CustomerCause = "network" | "browser" | "reports" | "integration" | "robot";

/**
 * A customer's slowdown comes back every fifth week: whenever it is looked at, the last affected week is at most five weeks ago
 * and the four weeks before it were normal, which is what a diagnosis compares with.
 */
const WEEKS_APART = 5;
export type SlowdownPlan = {
  causes: readonly CustomerCause[];
  /** The affected weeks: those of which the number since 1970, divided by five, leaves this. */
  turn: number;
};

/** One stretch of it. Robots run from Monday until Saturday; the others are in office hours, 07:00 to 18:00 of each weekday. */
export type CustomerSlowdown = {
  customer: string;
  name: string;
  causes: readonly CustomerCause[];
  from: number;
  to: number;
};

/** Of the demo's companies, in the order of the seed; null has none. Each week two or three of them are affected. */
export const plansOfNamed: readonly (SlowdownPlan | null)[] = [
  { causes: ["network"], turn: 0 },
  { causes: ["integration"], turn: 1 },
  { causes: ["browser"], turn: 2 },
  { causes: ["network"], turn: 3 },
  { causes: ["reports"], turn: 4 },
  { causes: ["robot"], turn: 0 },
  null,
  { causes: ["reports"], turn: 2 },
  { causes: ["browser"], turn: 4 },
  { causes: ["integration"], turn: 3 },
  { causes: ["robot"], turn: 1 },
  { causes: ["network", "reports"], turn: 0 },
];
const causes: readonly CustomerCause[] = ["network", "browser", "reports", "integration", "robot"];
const MADE_UP_WITH_PLAN = 120;

/** Of the made-up customers, by their number after the named ones: sixty have one of the causes, all turns alike. */
export function planOfMadeUp(number: number): SlowdownPlan | null {
  if (number >= MADE_UP_WITH_PLAN || number % 2 === 1) return null;
  const nth = number / 2;
  return { causes: [causes[nth % causes.length]!], turn: Math.floor(nth / causes.length) % WEEKS_APART };
}

/** How many times the usual each figure of a customer is while the cause lasts; what is not named stays. */
export type Changes = Readonly<Partial<Record<Figure, number>>>;
export type Figure =
  | `requests.${"api" | "robot"}`
  | `seconds.${"browser" | "api" | "robot"}`
  | `within.${"browser" | "api" | "robot"}`
  | `rum.${"network" | "server" | "browser"}`
  | `reports.${"requests" | "rows" | "seconds"}`
  | `integration.${"requests" | "seconds"}`;

export const changesBy: Record<CustomerCause, Changes> = {
  network: { "rum.network": 9 },
  browser: { "rum.browser": 5 },
  // The reports' own seconds and the browser's rise by about the same number of seconds.
  reports: {
    "reports.requests": 2,
    "reports.rows": 24,
    "reports.seconds": 20,
    "seconds.browser": 2.8,
    "within.browser": 0.8,
    "rum.server": 2.2,
  },
  // The customer's people wait for the locks that its own integrations hold.
  integration: {
    "integration.requests": 8,
    "integration.seconds": 14,
    "requests.api": 8,
    "seconds.api": 14,
    "within.api": 5.6,
    "seconds.browser": 1.7,
    "within.browser": 0.85,
    "rum.server": 1.7,
  },
  robot: {
    "requests.robot": 40,
    "seconds.robot": 46,
    "within.robot": 34,
    "seconds.browser": 1.5,
    "within.browser": 0.9,
    "rum.server": 1.5,
  },
};

/** When a plan's slowdown is there, within the span. */
export function stretches(plan: SlowdownPlan, fromMs: number, toMs: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  const today = helsinkiDay(fromMs);
  for (let monday = today - ((today + 3) % 7); monday * DAY < toMs; monday += 7) {
    if (((monday + 3) / 7) % WEEKS_APART !== plan.turn) continue;
    if (plan.causes.includes("robot"))
      found.push({ from: helsinkiInstant(monday, "00:00"), to: helsinkiInstant(monday + 5, "00:00") });
    else
      for (let day = monday; day < monday + 5; day++)
        found.push({ from: helsinkiInstant(day, "07:00"), to: helsinkiInstant(day, "18:00") });
  }
  return found.filter(({ from, to }) => to > fromMs && from < toMs);
}
