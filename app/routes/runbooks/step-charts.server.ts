import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { readStepCharts } from "#app/domain/runbooks/read-step-charts.server.ts";
import type { RunbookStep, RunParams } from "#app/domain/runbooks/runbook-types.ts";
import type { ShownChart } from "#app/ui/runbooks/step-charts.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";

export type ShownCharts = { step: string; charts: ShownChart[]; table: boolean; zoomed: boolean };

/** The charts of the step that an address asks for; null where it asks for none. */
export async function stepCharts(
  ctx: ServiceCtx<StaffActor>,
  search: URLSearchParams,
  steps: readonly RunbookStep[],
  params: RunParams,
): Promise<ShownCharts | null> {
  const step = steps.find(({ id }) => id === search.get("chart"));
  if (!step) return null;
  const [, from, to] = /^(\d{12,14})-(\d{12,14})$/.exec(search.get("zoom") ?? "") ?? [];
  const zoom = from && to && Number(to) - Number(from) >= 60_000 ? { from: Number(from), to: Number(to) } : null;
  const now = ctx.clock.now();
  const charts = await readStepCharts(ctx, { charts: step.charts, params, zoom });
  return {
    step: step.id,
    charts: charts.map((chart) => ({ ...chart, provenance: shownProvenance(chart.provenance, now) })),
    table: search.get("table") === "1",
    zoomed: zoom !== null,
  };
}
