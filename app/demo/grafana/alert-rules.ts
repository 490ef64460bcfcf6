import { fillQuery, type QueryParams } from "#app/profile/fill-query.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { type PurposeName, purposes } from "#app/profile/purposes.ts";

/** A figure and where it must not be. */
export type Condition = { promql: string; op: ">" | "<"; limit: number };
/** An alert rule. It fires when all its conditions have held for `forMs`. */
export type DemoRule = {
  uid: string;
  name: string;
  group: string;
  forMs: number;
  conditions: readonly Condition[];
  labels: Readonly<Record<string, string>>;
  summary: string;
};
type Component = Profile["components"][number];

export const FOLDER = { title: "Service", uid: "service" };
const MINUTE = 60_000;
/** A dependency that fails more often than this is said so, whether or not the profile asks. */
const ERROR_SHARE_MAX = 0.05;

/** The rules that somebody who watches such a service would have made: from the profile, so that both speak of the same. */
export function alertRules(profile: Profile): DemoRule[] {
  return [...profile.components.flatMap((component) => componentRules(profile, component)), ...burnRules(profile)];
}

function componentRules(profile: Profile, component: Component): DemoRule[] {
  const rule = (
    impact: "down" | "partial" | "slow",
    words: string,
    condition: Condition,
    forMs: number,
    key: string,
  ): DemoRule => ({
    uid: `${component.key}-${key}`,
    name: `${component.name.en}: ${words}`,
    group: component.key,
    forMs,
    conditions: [condition],
    labels: {
      component: component.key,
      ...Object.fromEntries(component.alertMatchers.map(({ name, value }) => [name, value])),
      impact,
      severity: impact === "down" ? "critical" : impact === "partial" ? "high" : "warning",
      team: component.ownerTeam,
    },
    summary: `${component.name.en}: ${words}.`,
  });
  const rules: DemoRule[] = component.queries.flatMap(({ purpose, filters, slowAbove, partialBelow, downBelow }) => {
    const promql = figure(profile, purpose, filters);
    const key = [purpose.replaceAll(".", "-"), ...Object.values(filters)].join("-");
    const late = purpose === "backup.age";
    const of = (impact: "down" | "partial" | "slow", words: string, op: "<" | ">", limit: number | undefined) =>
      limit === undefined
        ? []
        : [
            rule(
              impact,
              words,
              { promql, op, limit },
              impact === "slow" && !late ? 10 * MINUTE : 2 * MINUTE,
              `${key}-${impact}`,
            ),
          ];
    const { what, unit } = purposes[purpose];
    const tooMuch = late
      ? `the ${filters.tier ?? "last"} backup is too old`
      : `${what.toLowerCase()} above ${unit === "seconds" ? `${slowAbove} s` : slowAbove}`;
    return [
      ...of("down", "down", "<", downBelow),
      ...of("partial", "partly down", "<", partialBelow),
      ...of("slow", tooMuch, ">", slowAbove),
    ];
  });
  const dependency = component.queries.find(({ filters }) => filters.dependency)?.filters.dependency;
  if (dependency !== undefined && !component.queries.some(({ purpose }) => purpose === "dependency.error_share")) {
    const promql = figure(profile, "dependency.error_share", { dependency });
    const condition = { promql, op: ">", limit: ERROR_SHARE_MAX } as const;
    rules.push(rule("partial", "many of its answers are errors", condition, 5 * MINUTE, "errors"));
  }
  return rules;
}

/** Of the error budget, by two windows each: the long one says that it matters, the short one that it still goes on. */
function burnRules(profile: Profile): DemoRule[] {
  const { burn, objective, targetSeconds } = profile.latency;
  return burn.map(({ severity, factor, long, short }) => ({
    uid: `burn-${severity}-${long}`,
    name: `Latency budget burns ${factor} times too fast (${long}, ${short})`,
    group: "latency",
    forMs: 0,
    conditions: [long, short].map((window) => ({
      promql: fillQuery(profile, "slo.bad_share", { window }),
      op: ">",
      limit: factor * (1 - objective),
    })),
    labels: { slo: "latency", severity },
    summary: `More than ${factor} times the allowed share of requests took longer than ${targetSeconds} s over ${long} and ${short}.`,
  }));
}

function figure(profile: Profile, purpose: PurposeName, filters: Record<string, string>): string {
  const takes: readonly string[] = purposes[purpose].placeholders;
  const params: QueryParams = { filters, ...(takes.includes("window") ? { window: "5m" } : {}) };
  return fillQuery(profile, purpose, params);
}
