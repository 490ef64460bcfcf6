import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Check, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { type CheckName, readSource, type Source } from "#app/domain/measurements/read-source.server.ts";
import { Callout } from "#app/ui/callout.tsx";
import { HealthHeader } from "#app/ui/health/health-header.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { staffLoader } from "../guard.server.ts";
import { healthPages } from "./health-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "Source of the measurements · Huolto" }];

export const loader = staffLoader("system.view", async ({ ctx, context }) => ({
  pages: healthPages(ctx.actor),
  now: ctx.clock.now().toISOString(),
  source: await readSource(ctx, { signal: context.signal }),
}));

type Problem = NonNullable<Source["checks"][number]["problem"]>;

const checkLabels: Record<CheckName, string> = {
  grafana: "Grafana answers",
  data_source: "The data source exists",
  data_source_health: "The data source works",
  query: "The reader's token may query",
  alerts: "The reader's token may read alerts",
  alert_rules: "The reader's token may read alert rules",
  annotations: "The reader's token may read annotations",
  writer_silences: "The writer's token is taken for silences",
  writer_annotations: "The writer's token is taken for annotations",
};

function lead({ address, checks, collectors }: Source): string {
  if (address === null) return "No Grafana is set up: health and latency are unknown.";
  const failing = checks.filter(({ problem }) => problem).length;
  const behind = collectors.filter(({ problem, silent }) => problem || silent).length;
  const version = checks.find(({ name }) => name === "grafana")?.detail;
  if (failing === 0 && behind === 0)
    return `Grafana${version ? ` ${version}` : ""} answers everything that the console asks, and every collector is up to date.`;
  return `${failing} of ${checks.length} checks fail; ${behind} of ${collectors.length} collectors are behind. Each says below what to do.`;
}

export default function SourcePage() {
  const { source, now, pages } = useLoaderData<typeof loader>();
  const [grafana] = source.checks;
  return (
    <>
      <HealthHeader title="Source of the measurements" lead={lead(source)} pages={pages} />
      <div className="flex flex-col gap-4">
        {source.address === null ? (
          <Callout tone="warn" title="Not set up">
            {grafana?.problem?.message}
          </Callout>
        ) : (
          <>
            <Panel flush title={`Checks of ${source.address}`}>
              <Table
                caption="What Grafana answers now"
                columns={checkColumns}
                rows={source.checks}
                rowKey={(row) => row.name}
                detailBelow="md"
                detail={(row) => row.problem && <Told problem={row.problem} />}
              />
            </Panel>
            <p className="max-w-[70ch] text-muted">
              The checks only read. Whether the writer&apos;s token may also write shows when a window is silenced.
            </p>
            <Panel flush title="Circuit breakers of this process">
              <Table
                caption="Whether anything is left alone for a while because it failed"
                columns={breakerColumns(now)}
                rows={source.breakers}
                rowKey={(row) => row.name}
                detailBelow="md"
                detail={(row) => row.problem && <Told problem={row.problem} />}
              />
            </Panel>
          </>
        )}
        <Panel flush title="Collectors">
          {source.collectors.length === 0 ? (
            <EmptyState title="Nothing was collected yet">
              The worker reads health and latency from Grafana by itself, beginning within a minute of its start.
            </EmptyState>
          ) : (
            <Table
              caption="What the worker reads by itself"
              columns={collectorColumns(now)}
              rows={source.collectors}
              rowKey={(row) => row.name}
              detailBelow="md"
              detail={(row) => (row.problem || row.silent) && <Behind row={row} now={now} />}
            />
          )}
        </Panel>
      </div>
    </>
  );
}

const checkColumns: Column<Source["checks"][number]>[] = [
  { key: "name", header: "Check", rowHeader: true, cell: (row) => checkLabels[row.name] },
  { key: "result", header: "Result", cell: (row) => (row.problem ? <Tag tone="bad">Fails</Tag> : <Fine>Works</Fine>) },
  {
    key: "detail",
    header: "Answer, or what to do",
    from: "md",
    cell: (row) => <Told problem={row.problem}>{row.detail}</Told>,
  },
];

const breakerStates = {
  closed: <Fine>Asked as usual</Fine>,
  open: <Tag tone="warn">Left alone</Tag>,
  trying: <Tag tone="waiting">Being tried</Tag>,
};
const breakerColumns = (now: string): Column<Source["breakers"][number]>[] => [
  { key: "name", header: "Of", rowHeader: true, cell: (row) => row.name },
  { key: "state", header: "State", cell: (row) => breakerStates[row.state] },
  {
    key: "since",
    header: "Since",
    cell: (row) => (row.openedAt ? <Instant at={row.openedAt} now={now} /> : <span className="text-muted">–</span>),
  },
  { key: "problem", header: "Last failure", from: "md", cell: (row) => <Told problem={row.problem} /> },
];

const collectorColumns = (now: string): Column<Source["collectors"][number]>[] => [
  { key: "name", header: "Collector", rowHeader: true, cell: (row) => row.name },
  {
    key: "state",
    header: "State",
    cell: (row) =>
      row.silent ? <Tag tone="bad">Silent</Tag> : row.problem ? <Tag tone="warn">Behind</Tag> : <Fine>Up to date</Fine>,
  },
  {
    key: "succeeded",
    header: "Last success",
    cell: (row) =>
      row.succeededAt ? <Instant at={row.succeededAt} now={now} /> : <span className="text-muted">Never</span>,
  },
  {
    key: "problem",
    header: "What to do",
    from: "md",
    cell: (row) => <Behind row={row} now={now} />,
  },
];

function Behind({ row, now }: { row: Source["collectors"][number]; now: string }) {
  return (
    <Told problem={row.problem}>
      {row.silent && (
        <>
          Nobody has tried since <Instant at={row.attemptedAt} now={now} />. See whether the worker process runs.
        </>
      )}
    </Told>
  );
}

/** Quiet: what is well has no colour. */
function Fine({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-muted">
      <Check aria-hidden className="size-3.5" strokeWidth={2.25} />
      {children}
    </span>
  );
}

/** A problem as its sentence, with what finds it in Grafana's own log. */
function Told({ problem, children }: { problem: Problem | null; children?: ReactNode }) {
  const ids = problem
    ? [
        problem.status && `status ${problem.status}`,
        problem.code && `code ${problem.code}`,
        problem.traceId && `trace id ${problem.traceId}`,
      ].filter(Boolean)
    : [];
  return (
    <div className="flex max-w-[70ch] min-w-48 flex-col gap-0.5">
      {children && <span>{children}</span>}
      {problem && (
        <span>
          <CircleAlert aria-hidden className="mr-1 inline size-3.5 text-muted" />
          {problem.message}
        </span>
      )}
      {ids.length > 0 && <span className="text-[13px] text-muted select-all">{ids.join(", ")}</span>}
    </div>
  );
}
