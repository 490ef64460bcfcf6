import { Link } from "@remix-run/react";
import { healthLabels } from "#app/domain/health/health-labels.ts";
import type { ComponentHealth, ComponentHistory } from "#app/domain/health/health-view.ts";
import { formatAge, formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { HealthTag } from "../health-tag.tsx";
import { type Column, Table } from "../table.tsx";
import { SmallStrip } from "./small-strip.tsx";
import { uptimeText } from "./uptime-text.ts";

type Ninety = ComponentHistory["uptime"][number];
/** @property history.strip the last 90 days, packed */
type Row = ComponentHealth & { history: { strip: string; ninety: Ninety } | null };

/** Components with their state, what said so and how old that is, and the last 90 days of each. */
export function ComponentTable({ caption, rows, now }: { caption: string; rows: Row[]; now: string }) {
  return <Table caption={caption} columns={columnsAt(now)} rows={rows} rowKey={(row) => row.key} />;
}

const columnsAt = (now: string): Column<Row>[] => [
  { key: "name", header: "Component", rowHeader: true, cell: (row) => <Name row={row} now={now} /> },
  { key: "state", header: "State", cell: (row) => <States row={row} /> },
  {
    key: "since",
    header: "Since",
    cell: (row) => <span className="tabular whitespace-nowrap">{row.since ? formatSince(row.since, now) : "–"}</span>,
  },
  {
    key: "source",
    header: "Source",
    cell: (row) => (
      <>
        <span className="block max-w-[26ch]">{sourceText(row)}</span>
        <span className="block text-[13px] whitespace-nowrap text-muted">
          {row.observedAt ? `seen ${formatAge(row.observedAt, new Date(now))}` : "never seen"}
        </span>
      </>
    ),
  },
  {
    key: "history",
    header: "90 days",
    cell: ({ history }) => <SmallStrip packed={history?.strip ?? ""} />,
  },
  {
    key: "uptime",
    header: "Uptime, 90 days",
    numeric: true,
    cell: ({ history }) => <UptimeCell ninety={history?.ninety} />,
  },
];

/** A share of little that is known is said to be one. */
function UptimeCell({ ninety }: { ninety: Ninety | undefined }) {
  const known = ninety ? ninety.knownMs / (ninety.knownMs + ninety.unknownMs) : 0;
  return (
    <>
      {uptimeText(ninety?.raw ?? null)}
      <span className="block text-[13px] text-muted">{uptimeText(ninety?.corrected ?? null)} without windows</span>
      {known > 0 && known < 0.9 && (
        <span className="block text-[13px] text-muted">of the {(known * 100).toFixed(1)} % that is known</span>
      )}
    </>
  );
}

function Name({ row, now }: { row: Row; now: string }) {
  return (
    <div className="flex min-w-40 flex-col gap-0.5">
      <Link className="text-accent hover:underline" to={paths.component(row.key)}>
        {row.name}
      </Link>
      {row.cause && (
        <span className="text-[13px] font-normal">
          Probably because of{" "}
          <Link className="text-accent underline" to={paths.component(row.cause.key)}>
            {row.cause.name}
          </Link>
        </span>
      )}
      {row.state === "unknown" && row.before && (
        <span className="text-[13px] font-normal text-muted">
          Was {healthLabels[row.before.state].toLowerCase()}, last seen {formatSince(row.before.until, now)}
        </span>
      )}
      {row.incidents.map(({ number, title }) => (
        <span key={number} className="text-[13px] font-normal">
          <Link className="text-accent underline" to={paths.incident(number)}>
            Incident {number}
          </Link>
          : {title}
        </span>
      ))}
    </div>
  );
}

/** What was observed, and beside it what was announced: a window hides nothing. */
function States({ row }: { row: Row }) {
  return (
    <div className="flex flex-wrap gap-1">
      <HealthTag state={row.state} />
      {row.windows.length > 0 && <HealthTag state="maintenance" />}
    </div>
  );
}

/** The source that decides, in words. */
export function sourceText({ state, sources }: Pick<ComponentHealth, "state" | "sources">): string {
  if (sources.length === 0) return "Nothing measures it";
  if (state === "operational") return sources.length === 1 ? "1 source, well" : `${sources.length} sources, all well`;
  const decides = sources.find((source) => source.state === state);
  if (decides) return `${decides.name}: ${decides.detail}`;
  return "Not observed lately";
}
