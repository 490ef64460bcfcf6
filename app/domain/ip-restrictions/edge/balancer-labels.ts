import type { BalancerState } from "./balancer-rules.ts";

export const balancerStateLabels: Record<BalancerState, string> = {
  current: "Runs what is in force",
  behind: "Behind",
  failed: "Could not apply it",
  unknown: "Unknown",
};
