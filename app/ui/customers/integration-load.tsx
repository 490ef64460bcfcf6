import { formatCount, formatShare, secondsText } from "#app/i18n/formats.ts";
import { EmptyState } from "../page.tsx";
import { ScrollArea } from "../scroll-area.tsx";
import { Table } from "../table.tsx";
import { HoursChart, officeShare } from "./hours-chart.tsx";

export type Integration = {
  name: string;
  resource: string;
  requests: number;
  seconds: number;
  byHour: readonly number[];
};

/** Hours of all together, each integration by its seconds. */
function allHours(integrations: readonly Integration[]): number[] {
  const total = integrations.reduce((sum, { seconds }) => sum + seconds, 0);
  return Array.from({ length: 24 }, (_, hour) =>
    integrations.reduce(
      (sum, { seconds, byHour }) => sum + (total > 0 ? (seconds / total) * (byHour[hour] ?? 0) : 0),
      0,
    ),
  );
}

/** What a customer's programs ask for, how long that takes and when in the day. Nobody is limited for it. */
export function IntegrationLoad({ integrations, known }: { integrations: readonly Integration[]; known: boolean }) {
  if (!known)
    return (
      <EmptyState title="Not known">Grafana has not answered: whether there are integrations is unknown.</EmptyState>
    );
  if (integrations.length === 0)
    return <EmptyState title="No integrations">No program of this customer has asked for anything.</EmptyState>;
  const total = integrations.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = integrations.toSorted((a, b) => b.seconds - a.seconds);
  return (
    <div className="flex flex-col gap-4">
      <HoursChart title="When its programs work" byHour={allHours(integrations)} />
      <ScrollArea label="Integrations">
        <Table
          caption="Integrations and what they ask for"
          rows={rows}
          rowKey={({ name, resource }) => `${name} ${resource}`}
          columns={[
            {
              key: "name",
              header: "Integration",
              rowHeader: true,
              cell: ({ name, resource }) => (
                <>
                  {name} <span className="font-normal text-muted">{resource}</span>
                </>
              ),
            },
            {
              key: "requests",
              header: "Requests",
              numeric: true,
              from: "sm",
              cell: (row) => formatCount(Math.round(row.requests)),
            },
            { key: "seconds", header: "Server time (s)", numeric: true, cell: (row) => secondsText(row.seconds) },
            {
              key: "share",
              header: "Share",
              numeric: true,
              cell: (row) => (total > 0 ? formatShare(row.seconds / total) : "–"),
            },
            {
              key: "office",
              header: "Between 8 and 16",
              numeric: true,
              from: "md",
              cell: (row) => formatShare(officeShare(row.byHour)),
            },
          ]}
        />
      </ScrollArea>
    </div>
  );
}
