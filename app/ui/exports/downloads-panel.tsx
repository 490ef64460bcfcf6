import { Link } from "@remix-run/react";
import type { Download } from "#app/domain/exports/life-view.ts";
import { formatBytes } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type Shown = Omit<Download, "startedAt" | "finishedAt"> & {
  startedAt: Date | string;
  finishedAt: Date | string | null;
};

/** What went out to the customer, each with its receipt; the newest first. */
export function DownloadsPanel({ id, downloads }: { id: string; downloads: readonly Shown[] }) {
  const firstWhole = new Set(
    [...new Set(downloads.map(({ part }) => part))].map(
      (part) => downloads.find((one) => one.part === part && one.whole)?.id,
    ),
  );
  const columns: Column<Shown>[] = [
    {
      key: "began",
      header: "Began",
      rowHeader: true,
      cell: (row) => (
        <Link className="text-accent underline" to={paths.exportReceipt(id, row.id)}>
          <Instant at={row.startedAt} />
        </Link>
      ),
    },
    { key: "part", header: "Part", numeric: true, cell: (row) => row.part },
    { key: "bytes", header: "Sent", numeric: true, cell: (row) => formatBytes(row.bytesSent) },
    {
      key: "state",
      header: "Fetched",
      cell: (row) =>
        firstWhole.has(row.id) ? (
          <Tag tone="good">Whole</Tag>
        ) : row.whole ? (
          <Tag tone="neutral">Once more</Tag>
        ) : row.finishedAt ? (
          <Tag tone="neutral">In part</Tag>
        ) : (
          <Tag tone="warn">End not seen</Tag>
        ),
    },
  ];
  return (
    <Panel title="Downloads and receipts" flush id="downloads">
      <Table
        caption="Downloads by the customer, the newest first"
        columns={columns}
        rows={downloads.toReversed()}
        rowKey={(row) => row.id}
      />
    </Panel>
  );
}
