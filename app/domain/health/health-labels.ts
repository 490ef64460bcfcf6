import type { HealthState } from "./health-states.ts";

/** Adjectives, as a tag shows them. */
export const healthLabels: Record<HealthState, string> = {
  operational: "Operational",
  slow: "Slow",
  partial: "Partly down",
  down: "Down",
  maintenance: "Under maintenance",
  unknown: "Unknown",
};
