import type { ComponentHistory } from "#app/domain/health/health-view.ts";
import { formatLasted } from "#app/i18n/formats.ts";
import { Table } from "../table.tsx";
import { knownText, uptimeText } from "./uptime-text.ts";

const minutes = (ms: number) => (ms === 0 ? "–" : formatLasted(ms / 60_000));

type Uptime = ComponentHistory["uptime"][number];

function Share({ row, share }: { row: Uptime; share: number | null }) {
  const { enough, note } = knownText(row);
  return (
    <>
      {enough ? uptimeText(share) : "–"}
      {note && <span className="block text-[13px] text-muted">{note}</span>}
    </>
  );
}

/** Uptime of three periods, with announced windows and without, and what each is made of. */
export function UptimeTable({ name, uptime }: { name: string; uptime: Uptime[] }) {
  return (
    <Table
      caption={`Uptime of ${name}`}
      rows={uptime}
      rowKey={(row) => String(row.days)}
      columns={[
        {
          key: "days",
          header: "Period",
          rowHeader: true,
          cell: (row) => <span className="whitespace-nowrap">{row.days} days</span>,
        },
        { key: "raw", header: "Uptime", numeric: true, cell: (row) => <Share row={row} share={row.raw} /> },
        {
          key: "corrected",
          header: "Without windows",
          numeric: true,
          cell: (row) => <Share row={row} share={row.corrected} />,
        },
        {
          key: "away",
          header: "Down or partly down",
          numeric: true,
          from: "md",
          cell: (row) => minutes(row.unavailableMs),
        },
        { key: "slow", header: "Slow", numeric: true, from: "sm", cell: (row) => minutes(row.slowMs) },
        {
          key: "windows",
          header: "In announced windows",
          numeric: true,
          from: "lg",
          cell: (row) => minutes(row.excludedMs),
        },
        { key: "unknown", header: "Unknown", numeric: true, from: "lg", cell: (row) => minutes(row.unknownMs) },
      ]}
    />
  );
}
