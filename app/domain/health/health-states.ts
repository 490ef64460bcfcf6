/**
 * What a component can be. Slow is not down; unknown is never operational. Maintenance is an announced window over the
 * component: it is shown beside what was observed and never instead of it.
 */
export const observedStates = ["operational", "slow", "partial", "down", "unknown"] as const;
export type ObservedState = (typeof observedStates)[number];
export const healthStates = [...observedStates, "maintenance"] as const;
export type HealthState = (typeof healthStates)[number];

/** From best to worst, for "the worst of". Unknown stands between: worse than well, better than known to be broken. */
const badness: Record<HealthState, number> = {
  operational: 0,
  maintenance: 1,
  unknown: 2,
  slow: 3,
  partial: 4,
  down: 5,
};

/** The worst of some states; of none, unknown. */
export function worstState<S extends HealthState>(states: readonly S[]): S | "unknown" {
  return states.reduce<S | "unknown">(
    (worst, state) => (badness[state] > badness[worst] ? state : worst),
    states[0] ?? "unknown",
  );
}
