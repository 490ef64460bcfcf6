import { DAY, helsinkiDay, monthsBetween } from "./helsinki-days.ts";
import { deviationsOfDay } from "./deviation-events.ts";
import { incidentsOfMonth } from "./incident-events.ts";
import { maintenanceOfMonth } from "./maintenance-events.ts";
import { type ModelRelease, releasesBetween, slowdownsByRelease } from "./release-events.ts";
import type { CustomerSlowdown } from "./slowdowns.ts";

export type Client = "browser" | "api" | "robot";
export const clients: readonly Client[] = ["browser", "api", "robot"];

/** What an event does while it lasts. Shares are of the requests that would otherwise have been fast. */
export type Effect =
  | { on: "service"; client?: Client; slowShare?: number; load?: number }
  | { on: "page"; page: string; slowShare: number }
  /** The node needs so many times its usual time. */
  | { on: "node"; node: string; slower: number }
  /** The component's node answers no probe; an application server or database then takes no traffic. */
  | { on: "component"; component: string; node: string }
  | { on: "dependency"; dependency: string; slower?: number; errors?: number; down?: boolean }
  | { on: "backup"; tier: "primary" | "secondary" | "offsite" };

/** One thing that happens to the modelled service, from `from` until `to` (ms since 1970, whole multiples of five minutes). */
export type ModelEvent = {
  from: number;
  to: number;
  kind: "window" | "urgent-maintenance" | "release" | "incident" | "deviation";
  /** What is wrong, in words for a person. */
  title: string;
  /** Names of what it touches: components, nodes, dependencies, pages or clients. */
  touches: readonly string[];
  effects: readonly Effect[];
};

/** A maintenance window, planned or urgent, as the console would announce it. */
export type ModelWindow = { from: number; to: number; kind: "planned" | "urgent"; components: readonly string[] };

/** What happens and when, by the calendar and the seed alone: the same whenever the model is made. */
export type ModelEvents = {
  /** In the order of their beginning, within the model's span. */
  all: readonly ModelEvent[];
  releases: readonly ModelRelease[];
  /** The maintenance among them, each as a whole. */
  windows: readonly ModelWindow[];
  /** Of the named companies only; made-up customers have them too. */
  slowdowns: readonly CustomerSlowdown[];
  /** Everything that overlaps [fromMs, toMs). */
  between(fromMs: number, toMs: number): readonly ModelEvent[];
};

/** @param pages those that a release may slow down */
export function eventsBetween(
  fromMs: number,
  toMs: number,
  { seed, pages }: { seed: number; pages: readonly string[] },
): Omit<ModelEvents, "slowdowns"> {
  const releases = releasesBetween(fromMs, toMs, { seed, pages });
  const days = Array.from({ length: Math.ceil((toMs - fromMs) / DAY) + 1 }, (_, i) => helsinkiDay(fromMs) + i);
  const all = [
    ...monthsBetween(fromMs, toMs).flatMap((month) => [...maintenanceOfMonth(month), ...incidentsOfMonth(month, seed)]),
    ...days.flatMap(deviationsOfDay),
    ...slowdownsByRelease(releases),
  ]
    .filter((event) => event.to > fromMs && event.from < toMs)
    .sort((a, b) => a.from - b.from);
  return {
    all,
    releases,
    windows: windowsOf(all),
    between: (from, to) => all.filter((event) => event.to > from && event.from < to),
  };
}

function windowsOf(all: readonly ModelEvent[]): ModelWindow[] {
  const maintenance = all.filter(({ kind }) => kind === "window" || kind === "urgent-maintenance");
  // A window's halves lie within it and say which components are touched.
  const parts = (whole: ModelEvent) => maintenance.filter(({ from, to }) => whole.from <= from && to <= whole.to);
  return maintenance
    .filter((event) => !maintenance.some((other) => other !== event && parts(other).includes(event)))
    .map((event) => ({
      from: event.from,
      to: event.to,
      kind: event.kind === "window" ? "planned" : "urgent",
      components: [...new Set(parts(event).flatMap(({ touches }) => touches))],
    }));
}
