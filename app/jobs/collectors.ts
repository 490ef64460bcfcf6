import { backfillHealth } from "#app/domain/health/backfill-health.server.ts";
import { BACKFILL_COLLECTOR, OBSERVE_COLLECTOR, OBSERVE_EVERY_SECONDS } from "#app/domain/health/interval-rules.ts";
import { observeHealth } from "#app/domain/health/observe-health.server.ts";
import { collectHours } from "#app/domain/latency/collect-hours.server.ts";
import { HOURS_COLLECTOR } from "#app/domain/latency/history-rules.ts";
import type { Collector } from "./collect.ts";

/** Everything that the worker reads from Grafana by itself. */
export const collectors: readonly Collector[] = [
  { name: OBSERVE_COLLECTOR, everySeconds: OBSERVE_EVERY_SECONDS, collect: observeHealth },
  { name: BACKFILL_COLLECTOR, everySeconds: OBSERVE_EVERY_SECONDS, collect: backfillHealth },
  { name: HOURS_COLLECTOR, everySeconds: 60, collect: collectHours },
];
