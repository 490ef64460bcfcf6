import { TimeChart } from "../charts/time-chart.tsx";
import type { ChartSeries } from "../charts/time-series.ts";
import { withGaps } from "../charts/time-series.ts";
import { Provenance, type ShownProvenance } from "../provenance.tsx";

export type ShownChart = {
  title: string;
  unit: "s" | "%" | "count";
  from: number;
  to: number;
  series: ChartSeries[];
  provenance: ShownProvenance;
};

/** The charts of one step. @param href the same page with other questions about the charts */
export function StepCharts({
  charts,
  table,
  zoomed,
  href,
}: {
  charts: ShownChart[];
  table: boolean;
  zoomed: boolean;
  href: (view: { table?: string; zoom?: string }) => string;
}) {
  if (charts.length === 0) return <p className="text-muted">A chart needs the values above first.</p>;
  return (
    <div className="flex flex-col gap-4">
      {charts.map((chart) =>
        chart.series.length === 0 ? (
          <p key={chart.title}>
            {chart.title}: {chart.provenance.problem?.message ?? "there are no measurements of this in the period."}
          </p>
        ) : (
          <div key={chart.title}>
            <TimeChart
              {...chart}
              series={chart.series.map((one) => ({ ...one, points: withGaps(one.points) }))}
              windows={[]}
              releases={[]}
              table={table}
              tableHref={href({ table: table ? undefined : "1" })}
              zoomHref={(from, to) => href({ zoom: `${Math.round(from)}-${Math.round(to)}` })}
              resetHref={zoomed ? href({}) : undefined}
            />
            <Provenance of={chart.provenance} name={chart.title} />
          </div>
        ),
      )}
    </div>
  );
}
