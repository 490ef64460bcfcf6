import { apart, type Cumulative, lastBegun, type Span, within } from "./cumulative.ts";
import { counter } from "./counter.ts";
import type { Definition } from "./definition.ts";
import { clients, type Effect } from "./events.ts";
import type { MetricModel } from "./model-types.ts";
import type { Traffic } from "./traffic.ts";

export type Role = "app" | "db";
/** A server; `share` is of its role's traffic when all are there. */
export type ModelNode = { node: string; role: Role; share: number };

export const nodes: readonly ModelNode[] = [
  ...[0.17, 0.165, 0.17, 0.16, 0.17, 0.165].map((share, i) => ({ node: `app-${i + 1}`, role: "app" as const, share })),
  ...[0.34, 0.33, 0.33].map((share, i) => ({ node: `db-${i + 1}`, role: "db" as const, share })),
];
/** The part of a request's server time that its database takes. */
export const SECONDS_OF_ROLE: Record<Role, number> = { app: 1, db: 0.3 };
const componentOf: Record<Role, string> = { app: "app-servers", db: "databases" };

const named = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
/** Which nodes of a component answer a probe of their own. */
export const probedNodes: Readonly<Record<string, readonly string[]>> = {
  "load-balancer": named("lb", 2),
  "app-servers": named("app", 6),
  databases: named("db", 3),
  "data-centre": ["helsinki", "espoo"],
  "partner-api": named("api", 2),
};

/** How many times its usual requests and seconds a node has under what holds at once. */
export function factorsOf(
  { node, role }: ModelNode,
  holding: readonly Effect[],
): { requests: number; seconds: number } {
  const out = nodes.filter(
    (other) =>
      other.role === role &&
      holding.some(
        (effect) => effect.on === "component" && effect.component === componentOf[role] && effect.node === other.node,
      ),
  );
  if (out.some((other) => other.node === node)) return { requests: 0, seconds: 0 };
  // What the missing ones leave is spread over the others by their shares.
  const requests = 1 / (1 - out.reduce((total, other) => total + other.share, 0));
  const slower = holding.reduce(
    (times, effect) => (effect.on === "node" && effect.node === node ? times * effect.slower : times),
    1,
  );
  return { requests, seconds: requests * slower };
}

/** `component_up` of one node by the effects that hold. */
export const isUp = (component: string, node: string, holding: readonly Effect[]) =>
  holding.some((effect) => effect.on === "component" && effect.component === component && effect.node === node) ? 0 : 1;

export function nodeMetrics(definition: Definition, traffic: Traffic): Record<string, () => MetricModel> {
  const effects = definition.events.all.flatMap(({ from, to, effects }) =>
    effects.flatMap((effect) => (effect.on === "node" || effect.on === "component" ? [{ from, to, effect }] : [])),
  );
  /** Of effects, as spans of what `value` makes of those that hold at once. */
  const spansOf = (value: (holding: Effect[]) => number): Span[] =>
    apart(
      effects.map(({ from, to }, by) => ({ from, to, by })),
      (held) => value(held.map((i) => effects[i]!.effect)),
    ).filter((span) => span.by !== 0);
  const all =
    (of: "requests" | "seconds"): Cumulative =>
    (ms) =>
      clients.reduce((total, client) => total + traffic.client[client][of](ms), 0);
  const measured = (of: "requests" | "seconds") =>
    counter(
      nodes.map((node) => {
        const usual = all(of);
        const changed = within(
          usual,
          spansOf((holding) => factorsOf(node, holding)[of] - 1),
        );
        const share = node.share * (of === "seconds" ? SECONDS_OF_ROLE[node.role] : 1);
        return {
          labels: { node: node.node, role: node.role },
          at: (ms: number) => share * (usual(ms) + changed(ms)),
        };
      }),
    );
  return {
    service_node_seconds_sum: () => measured("seconds"),
    service_node_seconds_count: () => measured("requests"),
    component_up: () => componentUp(spansOf),
  };
}

function componentUp(spansOf: (value: (holding: Effect[]) => number) => Span[]): MetricModel {
  const series = Object.entries(probedNodes).flatMap(([component, names]) =>
    names.map((node) => ({ component, node, out: spansOf((holding) => 1 - isUp(component, node, holding)) })),
  );
  return {
    type: "gauge",
    series: series.map(({ component, node }) => ({ labels: { component, node } })),
    value: (index, atMs) => {
      const { out } = series[index]!;
      const span = out[lastBegun(out, atMs)];
      return span && atMs < span.to ? 0 : 1;
    },
  };
}
