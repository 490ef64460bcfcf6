import { Link } from "@remix-run/react";
import { useRef } from "react";
import type { CaseRow } from "#app/domain/cases/case-view.ts";
import { paths } from "#app/paths.ts";
import { type Column, Table } from "../table.tsx";
import { useRowKeys } from "../use-row-keys.ts";
import { CaseStateTag } from "./case-state-tag.tsx";
import { Due } from "./due.tsx";
import { PriorityTag } from "./priority-tag.tsx";

type Row = CaseRow & { kindLabel: string };

/** Cases as rows; `j` and `k` move between them, Enter opens. @param now an instant, ISO, UTC */
export function CaseTable({ caption, rows, now }: { caption: string; rows: readonly Row[]; now: string }) {
  const area = useRef<HTMLDivElement>(null);
  useRowKeys(area);
  return (
    <div ref={area}>
      <Table
        caption={caption}
        columns={columnsFor(now)}
        rows={rows}
        rowKey={({ number }) => String(number)}
        detailBelow="lg"
        detail={(row) => <Below row={row} now={now} />}
      />
    </div>
  );
}

const columnsFor = (now: string): Column<Row>[] => [
  { key: "number", header: "No", numeric: true, from: "sm", cell: ({ number }) => number },
  {
    key: "subject",
    header: "Case",
    rowHeader: true,
    cell: ({ number, subject, kindLabel, externalNumber }) => (
      <>
        <Link className="break-words text-accent hover:underline" to={paths.case(number)}>
          {subject}
        </Link>
        <span className="block text-[13px] font-normal text-muted">
          {kindLabel}
          {externalNumber && ` · ticket ${externalNumber}`}
        </span>
      </>
    ),
  },
  { key: "customer", header: "Customer", from: "lg", cell: (row) => <CustomerLink of={row} /> },
  { key: "state", header: "State", from: "sm", cell: (row) => <CaseStateTag of={row} /> },
  { key: "priority", header: "Priority", from: "lg", cell: ({ priority }) => <PriorityTag priority={priority} /> },
  { key: "assignee", header: "Assignee", from: "lg", cell: ({ assignee }) => assignee?.name ?? <NobodyYet /> },
  {
    key: "due",
    header: "Due",
    from: "sm",
    cell: ({ closed, dueAt, overdue }) => <Due at={closed ? null : dueAt} overdue={overdue} now={now} />,
  },
];

const NobodyYet = () => <span className="text-muted">Nobody yet</span>;

function CustomerLink({ of: { customer } }: { of: Row }) {
  if (!customer) return <span className="text-muted">None</span>;
  return (
    <Link className="text-accent hover:underline" to={paths.customer(customer.businessId)}>
      {customer.name}
    </Link>
  );
}

/** On a narrow screen, what has no column there. */
function Below({ row, now }: { row: Row; now: string }) {
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-1 text-[13px] text-muted">
      <span className="basis-full sm:hidden">
        <CaseStateTag of={row} />
      </span>
      <span className="sm:hidden">No {row.number}</span>
      {row.customer && <CustomerLink of={row} />}
      {row.priority !== "normal" && row.priority !== "low" && <PriorityTag priority={row.priority} />}
      <span>{row.assignee?.name ?? "Nobody yet"}</span>
      {!row.closed && row.dueAt && (
        <span className="sm:hidden">
          Due <Due at={row.dueAt} overdue={row.overdue} now={now} />
        </span>
      )}
    </div>
  );
}
