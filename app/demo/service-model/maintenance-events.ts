import { maintenanceHours } from "../../domain/maintenance/calendar-rule.ts";
import type { Effect, ModelEvent } from "./events.ts";
import { dayKind, HOUR, helsinkiDay, helsinkiInstant, MINUTE, ZONE } from "./helsinki-days.ts";

/** Saturday evening to Sunday morning, as Netvisor's profile has it. */
const HOURS = { starts: { weekday: 6, at: "22:00" }, ends: { weekday: 7, at: "06:00" } };

type Month = { year: number; month: number };
const out = (component: string, ...nodes: string[]): Effect[] =>
  nodes.map((node) => ({ on: "component", component, node }));

/** The month's maintenance window, in which the servers are taken out by turns; every third month an urgent one besides. */
export function maintenanceOfMonth({ year, month }: Month): ModelEvent[] {
  const { startsAt, endsAt } = maintenanceHours(year, month, HOURS, ZONE);
  const start = startsAt.getTime();
  const end = endsAt.getTime();
  const half = start + 4 * HOUR;
  const window = (from: number, to: number, title: string, effects: Effect[]): ModelEvent => ({
    from,
    to,
    kind: "window",
    title,
    touches: [...new Set(effects.flatMap((effect) => (effect.on === "component" ? [effect.component] : [])))],
    effects,
  });
  const events = [
    window(start, end, "Maintenance window: little traffic, slower answers", [
      { on: "service", load: 0.08, slowShare: 0.12 },
    ]),
    window(start + 30 * MINUTE, half, "Maintenance window: the first half of the servers", [
      ...out("app-servers", "app-1", "app-2", "app-3"),
      ...out("databases", "db-1"),
      ...out("load-balancer", "lb-1"),
    ]),
    window(half, end - 30 * MINUTE, "Maintenance window: the second half of the servers", [
      ...out("app-servers", "app-4", "app-5", "app-6"),
      ...out("databases", "db-2"),
      ...out("load-balancer", "lb-2"),
    ]),
  ];
  if (month % 3 === 2) events.push(urgent(year, month));
  return events;
}

/** The evening of the first business day from the 10th on: 45 minutes of urgent maintenance, with half of the servers out. */
function urgent(year: number, month: number): ModelEvent {
  let day = helsinkiDay(Date.UTC(year, month - 1, 10, 12));
  while (!dayKind(day).business) day += 1;
  const from = helsinkiInstant(day, "20:00");
  return {
    from,
    to: from + 45 * MINUTE,
    kind: "urgent-maintenance",
    title: "Urgent maintenance: a security update of the application servers",
    touches: ["app-servers"],
    effects: [{ on: "service", load: 0.7, slowShare: 0.12 }, ...out("app-servers", "app-1", "app-3", "app-5")],
  };
}
