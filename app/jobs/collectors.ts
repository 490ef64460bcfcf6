import type { Collector } from "./collect.ts";

/** Everything that the worker reads from Grafana by itself. */
export const collectors: readonly Collector[] = [];
