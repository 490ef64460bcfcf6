import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { EmptyState } from "../page.tsx";
import { Panel } from "../panel.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import type { ShownShift } from "./on-call-types.ts";

/**
 * Who is on call in the next weeks, shift by shift, with the weeks' numbers and the holidays in them.
 * @param me marks one's own shifts; with `maySwap` each that lies ahead leads to the form that asks for a swap
 */
export function ShiftTable({
  shifts,
  me,
  maySwap,
  now,
  earlier,
  later,
}: {
  shifts: readonly ShownShift[];
  me: string;
  maySwap: boolean;
  now: string;
  earlier: string;
  later: string;
}) {
  const mayAsk = (shift: ShownShift) =>
    maySwap && shift.staffId === me && shift.insteadOf === null && shift.endsAt > now;
  const columns: Column<ShownShift>[] = [
    { key: "week", header: "Week", numeric: true, cell: (shift) => shift.week },
    {
      key: "who",
      header: "On call",
      rowHeader: true,
      cell: (shift) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {shift.name}
          {shift.startsAt <= now && now < shift.endsAt && <Tag tone="done">Now</Tag>}
          {shift.insteadOf && <span className="font-normal text-muted">instead of {shift.insteadOf}</span>}
        </span>
      ),
    },
    { key: "from", header: "From", cell: (shift) => <Instant at={shift.startsAt} /> },
    { key: "to", header: "To", from: "sm", cell: (shift) => <Instant at={shift.endsAt} /> },
    {
      key: "holidays",
      header: "Office closed",
      from: "md",
      cell: (shift) => <Holidays shift={shift} />,
    },
  ];
  if (maySwap) {
    columns.push({
      key: "swap",
      header: <span className="sr-only">Swap</span>,
      from: "md",
      cell: (shift) => mayAsk(shift) && <AskLink shift={shift} />,
    });
  }
  return (
    <Panel
      title="Six weeks"
      aside={
        <span className="flex gap-4 text-accent [&_a]:hover:underline">
          <Link to={paths.onCall({ week: earlier })}>Earlier</Link>
          <Link to={paths.onCall()}>Today</Link>
          <Link to={paths.onCall({ week: later })}>Later</Link>
        </span>
      }
      flush
    >
      {shifts.length === 0 ? (
        <EmptyState title="Nobody is on call in these weeks">A rota gives each person a turn of a week.</EmptyState>
      ) : (
        <Table
          caption="Shifts, Helsinki time"
          columns={columns}
          rows={shifts}
          rowKey={(shift) => shift.startsAt}
          detailBelow="md"
          detail={(shift) =>
            (shift.holidays.length > 0 || mayAsk(shift)) && (
              <div className="flex flex-col gap-1 text-[13px]">
                <Holidays shift={shift} />
                {mayAsk(shift) && <AskLink shift={shift} />}
              </div>
            )
          }
        />
      )}
    </Panel>
  );
}

function Holidays({ shift }: { shift: ShownShift }) {
  return (
    <ul>
      {shift.holidays.map(({ day, name }) => (
        <li key={day}>
          <span className="tabular-nums">{day}</span> {name}
        </li>
      ))}
    </ul>
  );
}

function AskLink({ shift }: { shift: ShownShift }) {
  return (
    <Link
      to={`?swap=${encodeURIComponent(shift.startsAt)}#swap`}
      preventScrollReset
      className="whitespace-nowrap text-accent hover:underline"
    >
      Ask for a swap<span className="sr-only"> of the shift of week {shift.week}</span>
    </Link>
  );
}
