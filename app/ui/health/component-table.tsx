import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { healthLabels } from "#app/domain/health/health-labels.ts";
import type { ComponentHealth, ComponentHistory } from "#app/domain/health/health-view.ts";
import { formatAge, formatInstant, formatSince, formatSinceShort } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { HealthTag } from "../health-tag.tsx";
import { type Column, Table } from "../table.tsx";
import { MaintenanceTag } from "./maintenance-tag.tsx";
import { SmallStrip } from "./small-strip.tsx";
import { sourceText } from "./source-text.ts";
import { knownText, uptimeText } from "./uptime-text.ts";

type Ninety = ComponentHistory["uptime"][number];
/** @property history.strip the last 90 days, packed */
type Row = ComponentHealth & { history: { strip: string; ninety: Ninety } | null };

/**
 * Components with their state, what said so and how old that is, and the last 90 days of each: a line each, and a second one
 * under what deviates. A narrow screen shows what is and since when; the rest is a touch away, on the component's page.
 */
export function ComponentTable({ caption, rows, now }: { caption: string; rows: Row[]; now: string }) {
  return (
    <Table
      caption={caption}
      columns={columnsAt(now)}
      rows={rows}
      rowKey={(row) => row.key}
      detail={(row) => reasons(row, now)}
    />
  );
}

const columnsAt = (now: string): Column<Row>[] => [
  {
    key: "name",
    header: "Component",
    rowHeader: true,
    width: "sm:w-52",
    cell: (row) => (
      <Link className="text-accent hover:underline" to={paths.component(row.key)}>
        {row.name}
      </Link>
    ),
  },
  { key: "state", header: "State", width: "sm:w-64", cell: (row) => <State row={row} now={now} /> },
  {
    key: "source",
    header: "Source",
    from: "desk",
    width: "w-68",
    cell: (row) => (
      <span className="whitespace-nowrap">
        {row.state === "operational" && sourceText(row)}
        <span className="text-muted">
          {row.state === "operational" && " · "}
          {row.observedAt ? `seen ${formatAge(row.observedAt, new Date(now))}` : "never seen"}
        </span>
      </span>
    ),
  },
  {
    key: "history",
    header: "90 days",
    from: "md",
    cell: ({ history }) => <SmallStrip packed={history?.strip ?? ""} />,
  },
  {
    key: "uptime",
    header: "Uptime",
    numeric: true,
    from: "sm",
    width: "w-32",
    cell: ({ history }) => <UptimeCell ninety={history?.ninety} />,
  },
  {
    key: "corrected",
    header: "Without windows",
    numeric: true,
    from: "xl",
    width: "w-32",
    cell: ({ history }) =>
      history && knownText(history.ninety).enough ? uptimeText(history.ninety.corrected) : <span>–</span>,
  },
];

/** What was observed, and beside it what was announced: a window hides nothing. */
function State({ row, now }: { row: Row; now: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <HealthTag state={row.state} />
      {row.since && (
        <time
          dateTime={row.since}
          title={`${formatInstant(row.since)} Europe/Helsinki`}
          className="text-[13px] whitespace-nowrap text-muted"
        >
          since {formatSinceShort(row.since, now)}
        </time>
      )}
      <MaintenanceTag windows={row.windows} />
    </div>
  );
}

/** A share of little that is known is said to be one; of too little there is none. */
function UptimeCell({ ninety }: { ninety: Ninety | undefined }) {
  if (!ninety) return "–";
  const { enough, note } = knownText(ninety);
  if (!enough)
    return (
      <>
        –<span className="sr-only"> {note}</span>
      </>
    );
  return (
    <>
      {uptimeText(ninety.raw)}
      {note && <span className="block text-[13px] text-muted">{note}</span>}
    </>
  );
}

/** Why it is not well, what it was, and who works on it. */
function reasons(row: Row, now: string): ReactNode {
  const { state, before, cause, incidents } = row;
  if (state === "operational" && incidents.length === 0) return null;
  return (
    <div className="flex max-w-[110ch] flex-col gap-0.5 text-[13px]">
      {state !== "operational" && <p>{sourceText(row)}</p>}
      {state === "unknown" && before && (
        <p className="text-muted">
          Was {healthLabels[before.state].toLowerCase()}, last seen {formatSince(before.until, now)}
        </p>
      )}
      {cause && (
        <p>
          Probably because of{" "}
          <Link className="text-accent underline" to={paths.component(cause.key)}>
            {cause.name}
          </Link>
        </p>
      )}
      {incidents.map(({ number, title }) => (
        <p key={number}>
          <Link className="text-accent underline" to={paths.incident(number)}>
            Incident {number}
          </Link>
          : {title}
        </p>
      ))}
    </div>
  );
}
