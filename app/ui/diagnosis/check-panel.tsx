import { causeLabels } from "#app/domain/latency/diagnosis/cause-labels.ts";
import type { Check, Figure } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { TimeChart } from "../charts/time-chart.tsx";
import { Panel } from "../panel.tsx";
import { ScrollArea } from "../scroll-area.tsx";
import { Table } from "../table.tsx";
import { FigureSource } from "./figure-source.tsx";
import { OutcomeTag } from "./outcome-tag.tsx";
import { chartUnit, valueText } from "./value-text.ts";

export type CheckLinks = {
  /** Of this check's chart as a table, and back. */
  tableHref: string;
  table: boolean;
  zoomHref: (from: number, to: number) => string;
};

/**
 * One check: what it asked and what came of it. Its figures with their sources and their course are open where it points to the
 * cause; of the others, whoever doubts opens them.
 */
export function CheckPanel({
  check,
  period,
  links,
}: {
  check: Check;
  period: { from: string; to: string };
  links: CheckLinks;
}) {
  const { question, outcome, sentence, figures, chart } = check;
  return (
    <Panel id={`check-${check.id}`} title={question} aside={<OutcomeTag outcome={outcome} />}>
      <div className="flex flex-col gap-3">
        <p className="max-w-[80ch]">
          <span className="text-muted">{causeLabels[check.cause]}.</span> {sentence}
        </p>
        <details open={outcome === "supports" || links.table} className="[&[open]>summary]:mb-3">
          <summary className="min-h-[24px] cursor-pointer text-[13px] text-muted hover:text-ink">
            Figures, their course and the queries<span className="sr-only">: {question}</span>
          </summary>
          <div className="flex flex-col gap-3">
            {figures.length > 0 && (
              <ScrollArea label={`Figures: ${question}`}>
                <FigureTable question={question} figures={figures} />
              </ScrollArea>
            )}
            {chart && (
              <TimeChart
                title={chart.title}
                unit={chartUnit(chart.unit)}
                from={Date.parse(period.from)}
                to={Date.parse(period.to)}
                series={chart.series.map(({ name, points }) => ({
                  key: name,
                  label: name,
                  points: points.map(({ at, value }) => [Date.parse(at), value]),
                }))}
                windows={[]}
                releases={[]}
                table={links.table}
                tableHref={links.tableHref}
                zoomHref={links.zoomHref}
              />
            )}
          </div>
        </details>
      </div>
    </Panel>
  );
}

function FigureTable({ question, figures }: { question: string; figures: readonly Figure[] }) {
  return (
    <Table
      caption={`Figures: ${question}`}
      rows={figures}
      rowKey={({ what, query }) => `${what} ${query}`}
      columns={[
        { key: "what", header: "Figure", rowHeader: true, cell: ({ what }) => what },
        { key: "value", header: "Seen", numeric: true, cell: ({ value, unit }) => valueText(value, unit) },
        {
          key: "compared",
          header: "Compared with",
          cell: ({ compared, unit }) =>
            compared.length === 0 ? (
              <span className="text-muted">Nothing</span>
            ) : (
              <ul>
                {compared.map((other) => (
                  <li key={other.with}>
                    {other.with}: <span className="tabular-nums">{valueText(other.value, unit)}</span>
                  </li>
                ))}
              </ul>
            ),
        },
        { key: "source", header: "Source", from: "sm", cell: (figure) => <FigureSource of={figure} /> },
      ]}
    />
  );
}
