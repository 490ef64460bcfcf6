import type { Cause, Confidence } from "./diagnosis-types.ts";

/** What a cause is called in a list. */
export const causeLabels: Record<Cause, string> = {
  service: "The service as a whole",
  page: "One page",
  node: "One server",
  dependency: "A built-in connection",
  network: "The customer's network",
  browser: "The customer's browsers or hardware",
  reports: "Large reports",
  integration: "Heavy integration traffic",
  robot: "Robots",
  maintenance: "Maintenance",
  none: "Nothing abnormal",
};

export const confidenceLabels: Record<Confidence, string> = {
  high: "Sure",
  medium: "Likely",
  low: "Uncertain",
};

/** The runbook of each cause, by its id. */
export const causeRunbooks: Record<Cause, string> = {
  service: "slowdown-service",
  page: "slowdown-page",
  node: "slowdown-node",
  dependency: "slowdown-dependency",
  network: "slowdown-network",
  browser: "slowdown-browser",
  reports: "slowdown-reports",
  integration: "slowdown-integration",
  robot: "slowdown-robot",
  maintenance: "slowdown-maintenance",
  none: "slowdown-none",
};
