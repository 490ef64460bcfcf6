import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { PageChange, PageFigures, PageSort } from "#app/domain/latency/latency-types.ts";
import { secondsText } from "#app/i18n/formats.ts";
import { type Column, Table } from "../table.tsx";
import { count, shareOr, signedSeconds } from "./shown.ts";

type Names = Readonly<Record<string, string>>;

/** Pages and client kinds against the target; each header sorts by its column, by an address of its own. */
export function PageTable({
  rows,
  names,
  sort,
  descending,
  sortHref,
  pageHref,
}: {
  rows: PageFigures[];
  names: Names;
  sort: PageSort;
  descending: boolean;
  sortHref: (sort: PageSort, descending: boolean) => string;
  pageHref: (page: string, client: string) => string;
}) {
  const sortable = (key: PageSort, label: string) => ({
    key,
    header: <SortLink label={label} of={key} sort={sort} descending={descending} href={sortHref} />,
    sorted: sort === key ? (descending ? ("descending" as const) : ("ascending" as const)) : ("none" as const),
  });
  const columns: Column<PageFigures>[] = [
    {
      ...sortable("page", "Page"),
      rowHeader: true,
      cell: (row) => (
        <Link
          className="inline-block min-w-28 break-words text-accent hover:underline"
          to={pageHref(row.page, row.client)}
        >
          {row.page}
        </Link>
      ),
    },
    { key: "client", header: "Client kind", cell: (row) => names[row.client] ?? row.client },
    {
      ...sortable("average", "Average (s)"),
      numeric: true,
      cell: (row) => (
        <span className={row.overTarget > 0 ? "font-semibold text-bad" : ""}>{secondsText(row.average)}</span>
      ),
    },
    { key: "over", header: "To target (s)", numeric: true, cell: (row) => signedSeconds(row.overTarget) },
    { ...sortable("within", "Within target"), numeric: true, cell: (row) => shareOr(row.withinShare) },
    { ...sortable("lost", "Lost in all (s)"), numeric: true, cell: (row) => count(row.secondsLost) },
    { ...sortable("change", "Change (s)"), numeric: true, cell: (row) => signedSeconds(row.change) },
    { ...sortable("requests", "Requests"), numeric: true, cell: (row) => count(row.requests) },
  ];
  return (
    <Table
      caption="Pages and client kinds"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.client} ${row.page}`}
    />
  );
}

function SortLink({
  label,
  of,
  sort,
  descending,
  href,
}: {
  label: string;
  of: PageSort;
  sort: PageSort;
  descending: boolean;
  href: (sort: PageSort, descending: boolean) => string;
}) {
  const current = sort === of;
  // The first press shows what one looks for: the greatest, or the first of the alphabet.
  const next = current ? !descending : of !== "page" && of !== "within";
  const Icon = descending ? ArrowDown : ArrowUp;
  return (
    <Link
      className="inline-flex min-h-[24px] items-center gap-1 hover:text-ink hover:underline"
      to={href(of, next)}
      preventScrollReset
    >
      {label}
      {current && <Icon aria-hidden className="size-3.5" />}
    </Link>
  );
}

/** Pages that changed, the largest change first. */
export function ChangeList({ rows, names, empty }: { rows: PageChange[]; names: Names; empty: string }) {
  if (rows.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <ol className="flex flex-col gap-1.5">
      {rows.map(({ page, client, requests, before, after }) => (
        <li key={`${client} ${page}`} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 break-all">
            {page} <span className="text-muted">{names[client] ?? client}</span>
          </span>
          <span className="tabular-nums">
            {secondsText(before)} → <strong>{secondsText(after)} s</strong>{" "}
            <span className="text-muted">{count(requests)} requests</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
