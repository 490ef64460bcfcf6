import type { CustomerLatency } from "#app/domain/customers/customer-view.ts";
import { formatCount, formatSeconds, formatShare, secondsText } from "#app/i18n/formats.ts";
import { EmptyState } from "../page.tsx";
import { Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type Client = NonNullable<CustomerLatency["clients"]>[number];

/** How quick the service is for a customer, by what it is used with. What keeps the target is quiet. */
export function ClientFigures({ clients, target }: Pick<CustomerLatency, "clients" | "target">) {
  if (clients === null)
    return (
      <EmptyState title="Not known">
        Grafana has not answered yet. The figures stand here once it has; unknown does not mean quick.
      </EmptyState>
    );
  if (clients.length === 0)
    return (
      <EmptyState title="No traffic in the last 7 days">
        No request of this customer was recorded: it may not use the service, or be measured under another business id.
      </EmptyState>
    );
  return (
    <Table
      caption={`Average server time in the last 7 days, target ${formatSeconds(target)}`}
      rows={clients}
      rowKey={({ client }) => client}
      columns={[
        { key: "client", header: "Used with", rowHeader: true, cell: ({ name }) => name },
        {
          key: "average",
          header: "Average, 7 days (s)",
          numeric: true,
          cell: ({ average }) => (average === null ? "No data" : secondsText(average)),
        },
        {
          key: "against",
          header: `Target ${formatSeconds(target)}`,
          from: "sm",
          cell: (row) => <Against client={row} target={target} />,
        },
        {
          key: "usual",
          header: "28 days (s)",
          numeric: true,
          from: "md",
          cell: ({ usual }) => (usual === null ? "No data" : secondsText(usual)),
        },
        {
          key: "within",
          header: "Within target",
          numeric: true,
          from: "md",
          cell: ({ withinShare }) => (withinShare === null ? "No data" : formatShare(withinShare)),
        },
        {
          key: "requests",
          header: "Requests",
          numeric: true,
          from: "sm",
          cell: ({ requests }) => formatCount(Math.round(requests)),
        },
      ]}
      detailBelow="sm"
      detail={(row) => <Against client={row} target={target} />}
    />
  );
}

function Against({ client: { average }, target }: { client: Client; target: number }) {
  if (average === null) return <span className="text-muted">Unknown</span>;
  if (average <= target) return <span className="text-muted">{formatSeconds(target - average)} under</span>;
  return <Tag tone="warn">{formatSeconds(average - target)} over</Tag>;
}
