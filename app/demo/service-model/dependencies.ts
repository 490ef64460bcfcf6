import { apart, lastBegun, within } from "./cumulative.ts";
import { counter } from "./counter.ts";
import type { Definition } from "./definition.ts";
import type { Effect } from "./events.ts";
import type { Rhythm } from "./load-shape.ts";
import type { MetricModel } from "./model-types.ts";
import type { Traffic } from "./traffic.ts";

/** `peak` is requests a second of a customer in the busiest hour; `seconds` the average of an answer when nothing is slow. */
export type ModelDependency = { dependency: string; rhythm: Rhythm; peak: number; seconds: number };

export const dependencies: readonly ModelDependency[] = [
  { dependency: "banks", rhythm: "office", peak: 0.002, seconds: 0.7 },
  { dependency: "income-register", rhythm: "payroll", peak: 0.0006, seconds: 1.1 },
  { dependency: "e-invoicing", rhythm: "api", peak: 0.0022, seconds: 0.6 },
  { dependency: "print-and-scan", rhythm: "office", peak: 0.0008, seconds: 1.5 },
  { dependency: "siem", rhythm: "api", peak: 0.004, seconds: 0.12 },
];
/** When the service is busy so are they: a slow share of 0.1 adds a fifth. */
export const BUSY_ADDS = 2;
const FAILED_USUALLY = 0.002;

type Changes = { slower: number; errors: number; up: number };

/** What the effects that hold at once do to a dependency. */
export function changesOf(dependency: string, holding: readonly Effect[]): Changes {
  return holding.reduce<Changes>(
    (changes, effect) =>
      effect.on !== "dependency" || effect.dependency !== dependency
        ? changes
        : {
            slower: changes.slower * (effect.slower ?? 1),
            errors: Math.max(changes.errors, effect.errors ?? 0),
            up: effect.down ? 0 : changes.up,
          },
    { slower: 1, errors: FAILED_USUALLY, up: 1 },
  );
}

export function dependencyMetrics(definition: Definition, traffic: Traffic): Record<string, () => MetricModel> {
  const effects = definition.events.all.flatMap(({ from, to, effects }) =>
    effects.flatMap((effect) => (effect.on === "dependency" ? [{ from, to, effect }] : [])),
  );
  const spansOf = (dependency: string, value: (changes: Changes) => number) =>
    apart(
      effects.flatMap(({ from, to, effect }, by) => (effect.dependency === dependency ? [{ from, to, by }] : [])),
      (held) =>
        value(
          changesOf(
            dependency,
            held.map((i) => effects[i]!.effect),
          ),
        ),
    );
  const totals = ({ rhythm, peak, seconds }: ModelDependency) => {
    const { load, slow } = traffic.rhythm[rhythm];
    const scale = peak * definition.customerCount;
    return {
      requests: (ms: number) => scale * load(ms),
      seconds: (ms: number) => scale * seconds * (load(ms) + BUSY_ADDS * slow(ms)),
    };
  };
  const counters = (of: (dependency: ModelDependency) => (ms: number) => number) => () =>
    counter(dependencies.map((one) => ({ labels: { dependency: one.dependency }, at: of(one) })));
  return {
    dependency_requests_total: counters((one) => totals(one).requests),
    dependency_seconds_total: counters((one) => {
      const usual = totals(one).seconds;
      const more = within(
        usual,
        spansOf(one.dependency, ({ slower }) => slower - 1),
      );
      return (ms) => usual(ms) + more(ms);
    }),
    dependency_errors_total: counters((one) => {
      const usual = totals(one).requests;
      const more = within(
        usual,
        spansOf(one.dependency, ({ errors }) => errors - FAILED_USUALLY),
      );
      return (ms) => FAILED_USUALLY * usual(ms) + more(ms);
    }),
    dependency_up: () => {
      const down = dependencies.map(({ dependency }) =>
        spansOf(dependency, ({ up }) => 1 - up).filter((span) => span.by > 0),
      );
      return {
        type: "gauge",
        series: dependencies.map(({ dependency }) => ({ labels: { dependency } })),
        value: (index, atMs) => {
          const span = down[index]![lastBegun(down[index]!, atMs)];
          return span && atMs < span.to ? 0 : 1;
        },
      };
    },
  };
}
