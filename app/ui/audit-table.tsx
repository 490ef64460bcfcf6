import { Link } from "@remix-run/react";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tag } from "#app/ui/tag.tsx";

type Row = {
  seq: number;
  at: Date | string;
  actorKind: string;
  actorId: string;
  actorName: string | null;
  action: string;
  targetKind: string;
  targetId: string;
  targetName: string | null;
  outcome: "done" | "refused" | "failed";
  requestId: string;
  details: unknown;
};

// What went as it should needs no colour and no word.
const outcomes = {
  done: null,
  refused: <Tag tone="warn">Refused</Tag>,
  failed: <Tag tone="bad">Failed</Tag>,
};

const columns: Column<Row>[] = [
  {
    key: "at",
    header: "When (Helsinki)",
    cell: (row) => (
      <time dateTime={new Date(row.at).toISOString()} className="whitespace-nowrap">
        {formatInstant(row.at, { seconds: true })}
      </time>
    ),
  },
  {
    key: "actor",
    header: "Who",
    cell: (row) => (
      <Link to={paths.audit({ actor: row.actorId })} className="whitespace-nowrap hover:underline" title={row.actorId}>
        {row.actorName ?? (row.actorKind === row.actorId ? row.actorKind : `${row.actorKind} ${short(row.actorId)}`)}
      </Link>
    ),
  },
  {
    key: "action",
    header: "Action",
    rowHeader: true,
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link to={paths.audit({ action: row.action })} className="font-mono text-[13px] hover:underline">
          {row.action}
        </Link>
        {outcomes[row.outcome]}
      </span>
    ),
  },
  {
    key: "target",
    header: "Target",
    cell: (row) => (
      <Link
        to={paths.audit({ targetKind: row.targetKind, targetId: row.targetId })}
        className="whitespace-nowrap hover:underline"
        title={row.targetId}
      >
        {row.targetKind} {row.targetName ?? short(row.targetId)}
      </Link>
    ),
  },
  {
    key: "details",
    header: "Details",
    cell: (row) => (
      <details>
        <summary className="cursor-pointer text-accent" aria-label={`Details of event ${row.seq}`}>
          {row.seq}
        </summary>
        <dl className="mt-1 grid w-60 grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5 text-xs">
          <Fact term="actor">{row.actorId}</Fact>
          <Fact term="target">{row.targetId}</Fact>
          <Fact term="request">{row.requestId}</Fact>
          {Object.entries((row.details ?? {}) as Record<string, unknown>).map(([term, value]) => (
            <Fact key={term} term={term}>
              {typeof value === "string" ? value : JSON.stringify(value)}
            </Fact>
          ))}
        </dl>
      </details>
    ),
  },
];

/** The first block of a uuid tells rows apart; the whole is in the title and the details. */
const short = (id: string) => (/^[0-9a-f]{8}-/.test(id) ? id.slice(0, 8) : id);

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="font-mono break-all">{children}</dd>
    </>
  );
}

export function AuditTable({ rows }: { rows: readonly Row[] }) {
  return <Table caption="Audit events, newest first" columns={columns} rows={rows} rowKey={(row) => String(row.seq)} />;
}
