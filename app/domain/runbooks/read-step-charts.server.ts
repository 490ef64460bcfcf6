import { purposes } from "../../profile/purposes.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import type { Ask, Provenance } from "../measurements/measurement.ts";
import { figuresPermission } from "./figures-permission.ts";
import { fillParams, missingOf } from "./fill-params.ts";
import type { RunbookChart, RunParams } from "./runbook-types.ts";

const POINTS = 180;
const SHORTEST_STEP_SECONDS = 30;
const FRESH_SECONDS = 60;
const lengths: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const units = { seconds: "s", share: "%", up: "count", count: "count", info: "count" } as const;

export type StepChart = {
  title: string;
  unit: "s" | "%" | "count";
  /** Ms since the epoch. */
  from: number;
  to: number;
  series: { key: string; label: string; points: [number, number | null][] }[];
  provenance: Provenance;
};

/**
 * The charts of a step as they are now; those that lack a value of the run, or that the person may not see, are left out.
 * @param zoom another period than the charts' own, in ms
 */
export async function readStepCharts(
  ctx: ServiceCtx,
  input: { charts: readonly RunbookChart[]; params: RunParams; zoom: { from: number; to: number } | null },
  signal?: AbortSignal,
): Promise<StepChart[]> {
  const staff = requirePermission(ctx, "runbooks.view");
  const { params, zoom } = input;
  const now = +staff.clock.now();
  const charts = input.charts.filter(
    (chart) => missingOf(chart.needs, params).length === 0 && staff.actor.permissions.has(figuresPermission(chart)),
  );
  const asks = charts.map((chart): Ask => {
    const span = secondsOf(chart.range) * 1000;
    const stepSeconds = Math.max(
      SHORTEST_STEP_SECONDS,
      Math.ceil((zoom ? zoom.to - zoom.from : span) / 1000 / POINTS / SHORTEST_STEP_SECONDS) * SHORTEST_STEP_SECONDS,
    );
    // The same instants for a while, so that the answer can be kept.
    const end = Math.floor(now / 60_000) * 60_000;
    return {
      kind: "range",
      purpose: chart.query,
      from: new Date(zoom?.from ?? end - span),
      to: new Date(zoom?.to ?? end),
      stepSeconds,
      params: {
        filters: Object.fromEntries(
          Object.entries(chart.filters).map(([label, value]) => [label, fillParams(value, params)]),
        ),
        by: chart.by,
        ...(chart.window ? { window: chart.window } : {}),
        ...(chart.quantile === null ? {} : { quantile: chart.quantile }),
      },
      freshSeconds: FRESH_SECONDS,
      ...(zoom ? {} : { period: `runbook:${chart.range}` }),
    };
  });
  const answers = asks.length > 0 ? await staff.measurements.read(asks, signal) : [];
  return charts.map((chart, index) => {
    const { series, provenance } = answers[index]!;
    const filters = Object.values(chart.filters).map((value) => fillParams(value, params));
    return {
      title: [purposes[chart.query].what, ...filters].join(", "),
      unit: units[purposes[chart.query].unit],
      from: Date.parse(provenance.from),
      to: Date.parse(provenance.to),
      series: (series ?? []).map(({ labels, points }) => {
        const label = Object.values(labels).join(", ") || purposes[chart.query].what;
        return { key: label, label, points: points.map(([at, value]) => [at, value] as [number, number | null]) };
      }),
      provenance,
    };
  });
}

function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1)) * lengths[duration.at(-1)!]!;
}
