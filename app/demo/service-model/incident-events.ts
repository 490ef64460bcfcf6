import type { Effect, ModelEvent } from "./events.ts";
import { dayKind, helsinkiDay, helsinkiInstant, MINUTE } from "./helsinki-days.ts";
import { pick, uniform } from "./uniform.ts";

type Kind = {
  title: string;
  touches: readonly string[];
  minutes: readonly [least: number, most: number];
  effects: readonly Effect[];
};

const dependencyDown = (title: string, dependency: string): Kind => ({
  title,
  touches: [dependency],
  minutes: [25, 110],
  effects: [{ on: "dependency", dependency, down: true, errors: 0.9, slower: 5 }],
});

// In this order by turns, so that each kind comes about three times in eight months.
const kinds: readonly Kind[] = [
  {
    title: "One database server answers slowly",
    touches: ["databases", "db-2"],
    minutes: [60, 200],
    effects: [
      { on: "node", node: "db-2", slower: 6 },
      { on: "service", slowShare: 0.03 },
    ],
  },
  dependencyDown("The bank connections are down", "banks"),
  {
    title: "The whole service is slow",
    touches: ["app-servers"],
    minutes: [110, 230],
    effects: [{ on: "service", slowShare: 0.34 }],
  },
  {
    title: "Two application servers are down",
    touches: ["app-servers", "app-2", "app-5"],
    minutes: [30, 120],
    effects: [
      { on: "component", component: "app-servers", node: "app-2" },
      { on: "component", component: "app-servers", node: "app-5" },
      { on: "service", slowShare: 0.05 },
    ],
  },
  {
    title: "The load balancer runs on one node",
    touches: ["load-balancer", "lb-2"],
    minutes: [40, 150],
    effects: [{ on: "component", component: "load-balancer", node: "lb-2" }],
  },
  {
    title: "The partner API is slow and one of its nodes is down",
    touches: ["partner-api", "api-2", "api"],
    minutes: [60, 210],
    effects: [
      { on: "component", component: "partner-api", node: "api-2" },
      { on: "service", client: "api", slowShare: 0.3 },
    ],
  },
  {
    title: "The hourly backup does not finish",
    touches: ["backups", "primary"],
    minutes: [150, 300],
    effects: [{ on: "backup", tier: "primary" }],
  },
  {
    title: "The SIEM refuses a part of the log",
    touches: ["siem"],
    minutes: [60, 240],
    effects: [{ on: "dependency", dependency: "siem", errors: 0.25 }],
  },
];
const extras: readonly Kind[] = [
  dependencyDown("The e-invoicing operator is down", "e-invoicing"),
  dependencyDown("The income register is down", "income-register"),
  dependencyDown("Print and scan is down", "print-and-scan"),
];

/** Three incidents on business days of the month, in some months four; from 25 minutes to five hours, in office hours. */
export function incidentsOfMonth({ year, month }: { year: number; month: number }, seed: number): ModelEvent[] {
  const number = year * 12 + month;
  const first = helsinkiDay(Date.UTC(year, month - 1, 1, 12));
  const days = Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, i) => first + i).filter(
    (day) => dayKind(day).business,
  );
  const chosen = [0, 1, 2].map((i) => kinds[(number * 3 + i) % kinds.length]!);
  if (uniform(seed, number, 31) < 0.4) chosen.push(pick(extras, seed, number, 32));
  return chosen.map((kind, i) => {
    // Each has its own part of the month, so that two never lie on the same day.
    const part = days.slice(Math.floor((days.length * i) / 4), Math.floor((days.length * (i + 1)) / 4));
    const hour = 8 + Math.floor(uniform(seed, number, i, 33) * 6);
    const from =
      helsinkiInstant(pick(part, seed, number, i, 34), `${String(hour).padStart(2, "0")}:00`) +
      5 * MINUTE * Math.floor(uniform(seed, number, i, 35) * 12);
    const [least, most] = kind.minutes;
    const minutes = least + 5 * Math.floor((uniform(seed, number, i, 36) * (most - least)) / 5);
    return {
      from,
      to: from + minutes * MINUTE,
      kind: "incident",
      title: kind.title,
      touches: kind.touches,
      effects: kind.effects,
    };
  });
}
