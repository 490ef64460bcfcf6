import { lastDay } from "#app/domain/ip-restrictions/list-end-rules.ts";
import { Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type Row = { network: string; label: string; expiresAt: string | null; size: string; ended?: boolean };

/** The networks of a list, in the order of their addresses. */
export function NetworkTable({ caption, networks }: { caption: string; networks: readonly Row[] }) {
  return (
    <Table
      caption={caption}
      rows={networks}
      rowKey={({ network }) => network}
      columns={[
        {
          key: "network",
          header: "Network",
          rowHeader: true,
          cell: (row) => <code className="text-[13px] break-all">{row.network}</code>,
        },
        { key: "label", header: "What it is", cell: (row) => <span className="break-words">{row.label}</span> },
        { key: "size", header: "Size", numeric: true, from: "md", cell: (row) => row.size },
        {
          key: "ends",
          header: "Last day",
          cell: (row) =>
            row.ended ? (
              <Tag tone="ended">Ended {row.expiresAt && lastDay(row.expiresAt)}</Tag>
            ) : row.expiresAt ? (
              <span className="whitespace-nowrap">{lastDay(row.expiresAt)}</span>
            ) : (
              "None"
            ),
        },
      ]}
    />
  );
}
