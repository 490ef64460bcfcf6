import { Link } from "@remix-run/react";
import type { ProposedChange, WindowRow } from "#app/domain/maintenance/maintenance-view.ts";
import { formatMonth } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import { ClashList } from "./clash-list.tsx";
import { WindowStateTag } from "./window-state-tag.tsx";
import { clockChangeText, clockText, dayText, daysText, lengthText, weekOf } from "./window-text.ts";

const proposed: Record<ProposedChange["kind"], string> = {
  move: "move",
  skip: "skip",
  shorten: "shortening",
  lengthen: "lengthening",
};

const columns = (now: string, next: string | null): Column<WindowRow>[] => [
  {
    key: "month",
    header: "Month",
    rowHeader: true,
    cell: (row) => (
      <Link className="text-accent hover:underline" to={paths.maintenanceWindow(row.id)}>
        {row.planMonth ? <span className="whitespace-nowrap">{formatMonth(row.planMonth)}</span> : row.title}
      </Link>
    ),
  },
  { key: "days", header: "Days", from: "xl", cell: (row) => <Days row={row} /> },
  {
    key: "hours",
    header: "Hours",
    from: "xl",
    cell: (row) => <Clock row={row} />,
  },
  { key: "length", header: "Length", numeric: true, from: "xl", cell: lengthText },
  { key: "state", header: "State", cell: (row) => <State row={row} isNext={row.id === next} /> },
  {
    key: "announce",
    header: "Announcement",
    from: "xl",
    cell: (row) => <span className="whitespace-nowrap">{announceText(row, now)}</span>,
  },
  { key: "clashes", header: "Falls on", from: "xl", cell: (row) => <FallsOn row={row} /> },
];

function Days({ row }: { row: WindowRow }) {
  return (
    <span className="min-[84rem]:whitespace-nowrap">
      <span className="whitespace-nowrap">{daysText(row)}</span>{" "}
      <span className="whitespace-nowrap text-muted">
        week {weekOf(row)}
        {row.moved && ", moved"}
      </span>
    </span>
  );
}

function Clock({ row }: { row: WindowRow }) {
  return (
    <span className="tabular-nums whitespace-nowrap">
      {clockText(row)}
      {row.clockChange && <span className="block text-[13px] text-warn">{clockChangeText(row)}</span>}
    </span>
  );
}

function State({ row, isNext }: { row: WindowRow; isNext: boolean }) {
  return (
    <span className="flex flex-wrap items-center gap-1">
      <WindowStateTag row={row} />
      {isNext && <span className="ml-1 text-[13px] font-medium">Next</span>}
      {row.proposal && (
        <Tag tone="waiting">
          {row.proposal.byMe ? "Your" : "A"} {proposed[row.proposal.kind]} waits
          {!row.proposal.byMe && " for a second person"}
        </Tag>
      )}
    </span>
  );
}

/** When it was announced, or else by when it has to be: of one that waits for neither, nothing. */
function announceText(row: WindowRow, now: string): string {
  if (row.announcedAt) return `announced ${dayText(row.announcedAt, now)}`;
  return row.state === "planned" ? `due ${dayText(row.announceBy, now)}` : "–";
}

const FallsOn = ({ row }: { row: WindowRow }) => (row.clashes.length > 0 ? <ClashList clashes={row.clashes} /> : "–");

/** The windows of a year, each on a line; on a narrow screen what has no column stands under it. */
export function PlanTable({
  caption,
  rows,
  next,
  now,
}: {
  caption: string;
  rows: readonly WindowRow[];
  /** The id of the one that comes next, whether or not it is among them. */
  next: string | null;
  now: string;
}) {
  return (
    <Table
      caption={caption}
      columns={columns(now, next)}
      rows={rows}
      rowKey={(row) => row.id}
      detail={(row) => (
        <div className="flex flex-col gap-0.5 text-[13px]">
          <p>
            {daysText(row)}, week {weekOf(row)}, {clockText(row)} ({lengthText(row)}
            {row.clockChange && `; ${clockChangeText(row)}`}){row.moved && ", moved"}
          </p>
          {announceText(row, now) !== "–" && (
            <p className="text-muted">
              {row.announcedAt ? announceText(row, now) : `announcement ${announceText(row, now)}`}
            </p>
          )}
          <ClashList clashes={row.clashes} />
        </div>
      )}
      detailBelow="xl"
    />
  );
}
