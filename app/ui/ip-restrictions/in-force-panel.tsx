import { Link } from "@remix-run/react";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { EmptyState } from "../page.tsx";
import { Panel } from "../panel.tsx";
import { Table } from "../table.tsx";
import { Tag, type TagTone } from "../tag.tsx";

export type BalancerRow = {
  name: string;
  kind: string;
  since: string | null;
  state: "current" | "behind" | "failed" | "unknown";
  reportedAt: string;
  error: string | null;
};
const tags: Record<BalancerRow["state"], { tone: TagTone; word: string }> = {
  current: { tone: "done", word: "In force" },
  behind: { tone: "warn", word: "Behind" },
  failed: { tone: "bad", word: "Failed" },
  unknown: { tone: "neutral", word: "Unknown" },
};

/** On which balancers the list is in force and since when, as they said themselves. */
export function InForcePanel({ balancers }: { balancers: readonly BalancerRow[] }) {
  return (
    <Panel
      title="Where it is in force"
      flush
      aside={
        <Link className="text-accent underline" to={paths.edge()}>
          All balancers
        </Link>
      }
    >
      {balancers.length === 0 ? (
        <EmptyState title="No balancer has reported">
          The list is published, and the portal obeys it. Whether anything else enforces it is not known.
        </EmptyState>
      ) : (
        <Table
          caption="Balancers and since when each enforces the list"
          rows={balancers}
          rowKey={({ name }) => name}
          columns={[
            { key: "name", header: "Balancer", rowHeader: true, cell: (row) => row.name },
            { key: "kind", header: "Kind", from: "md", cell: (row) => (row.kind === "haproxy" ? "HAProxy" : "nginx") },
            {
              key: "state",
              header: "State",
              cell: (row) => <Tag tone={tags[row.state].tone}>{tags[row.state].word}</Tag>,
            },
            {
              key: "since",
              header: "In force since",
              cell: (row) => (row.since ? formatInstant(row.since, { seconds: true }) : "Never, as far as is known"),
            },
            {
              key: "heard",
              header: "Heard of",
              from: "lg",
              cell: (row) => formatInstant(row.reportedAt, { seconds: true }),
            },
          ]}
        />
      )}
    </Panel>
  );
}
