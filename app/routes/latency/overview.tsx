import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { clockChangeWords } from "#app/domain/latency/clock-change-rules.ts";
import { readLatencyChart } from "#app/domain/latency/read-latency-chart.server.ts";
import { readLatencyOverview } from "#app/domain/latency/read-latency-overview.server.ts";
import { judged } from "#app/domain/latency/sentence-rules.ts";
import { inSentence, rollingLabels, viewParams } from "#app/domain/latency/view-rules.ts";
import { viewOf } from "#app/domain/latency/view-schema.ts";
import { formatShare } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { TimeChart } from "#app/ui/charts/time-chart.tsx";
import { Figure } from "#app/ui/figure.tsx";
import { BudgetPanel } from "#app/ui/latency/budget-panel.tsx";
import { BurnList } from "#app/ui/latency/burn-list.tsx";
import { Choices, ClientChoice } from "#app/ui/latency/choices.tsx";
import { ClientTable } from "#app/ui/latency/client-table.tsx";
import { LatencyHeader } from "#app/ui/latency/latency-header.tsx";
import { PeriodTable } from "#app/ui/latency/period-table.tsx";
import type { ShownRow } from "#app/ui/latency/shown.ts";
import { Panel } from "#app/ui/panel.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffLoader } from "../guard.server.ts";
import { shownBurn, shownRow } from "./shown-figures.server.ts";

export const meta: MetaFunction = () => [{ title: "Latency · Huolto" }];

export const loader = staffLoader("latency.view", async ({ ctx, request, context }) => {
  const params = new URL(request.url).searchParams;
  const asked = viewOf(params);
  const now = ctx.clock.now();
  const [overview, chart] = await Promise.all([
    readLatencyOverview(ctx, asked, context.signal),
    readLatencyChart(ctx, asked, context.signal),
  ]);
  const { rows, burns, ...rest } = overview;
  return {
    ...rest,
    rows: rows.map((row) => shownRow(row, now)),
    burns: burns.map((burn) => shownBurn(burn, now)),
    chart: { ...chart, provenance: shownProvenance(chart.provenance, now) },
    clockChange: clockChangeWords(chart.period, ctx.profile.service.timeZone),
    table: params.get("as") === "table",
    problem: rows[0]!.provenance.problem ?? chart.provenance.problem,
    lastFetchedAt: rows.find(({ id }) => id === "month")!.provenance.fetchedAt,
    objective: formatShare(ctx.profile.latency.objective),
    clientNames: ctx.profile.latency.clients.map(({ id, name }) => ({ id, name: name.en })),
    mayCustomers: ctx.actor.permissions.has("latency_customers.view"),
    technical: ctx.actor.permissions.has("system.view"),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Latency() {
  const loaded = useLoaderData<typeof loader>();
  const { view, rows, sentence, history, problem, burns, objective, clients, chart, budget } = loaded;
  const params = viewParams(view);
  const row = (id: ShownRow["id"]) => rows.find((found) => found.id === id)!;
  return (
    <>
      <LatencyHeader
        title="Latency"
        lead={sentence}
        file={{ ...params, view: "overview" }}
        mayCustomers={loaded.mayCustomers}
      />
      <div className="flex flex-col gap-5">
        {problem && (
          <SourceProblem
            problem={problem}
            lastFetchedAt={loaded.lastFetchedAt}
            now={loaded.now}
            technical={loaded.technical}
          />
        )}
        {history.words && <Callout tone="info">{history.words}</Callout>}
        <div className="grid gap-6 sm:grid-cols-3">
          <Hero row={row("now")} />
          <Hero row={row("today")} />
          <Hero row={row("month")} />
        </div>
        <Panel title="Over time">
          <ChartControls loaded={loaded} />
          <Chart loaded={loaded} />
        </Panel>
        <Panel title="Periods" flush>
          <PeriodTable
            rows={rows}
            viewed={chart.period.key}
            periodHref={(period) => paths.latency({ ...params, period, from: undefined, to: undefined })}
          />
        </Panel>
        <p className="text-muted">
          Percentiles are shown for up to a day. “Without maintenance” leaves out the hours of announced windows and
          urgent maintenance; each row's source names them.
        </p>
        <Panel title={`Client kinds, ${inSentence(chart.period.label)}`} flush>
          <ClientTable clients={clients} period={inSentence(chart.period.label)} />
        </Panel>
        <div className="grid gap-5 lg:grid-cols-2">
          <Panel title={`Budget of ${budget.month.label}`}>
            <BudgetPanel budget={budget} />
          </Panel>
          <Panel title="Burn alerts">
            <BurnList burns={burns} objective={objective} />
          </Panel>
        </div>
      </div>
    </>
  );
}

function Hero({ row }: { row: ShownRow }) {
  const { raw, corrected, hoursLeftOut } = row;
  const both =
    hoursLeftOut > 0 && corrected.average !== null ? `; ${corrected.average.toFixed(2)} s without maintenance` : "";
  return (
    <Figure
      label={row.id === "now" ? "Now, last 5 minutes" : row.name}
      value={raw.average === null ? null : raw.average.toFixed(2)}
      unit="s"
      note={`Target ${raw.target.toFixed(2)} s${both}`}
      trend={row.trend.words}
      tone={judged(row).kept === false ? "bad" : "neutral"}
      provenance={row.provenance}
    />
  );
}

function ChartControls({ loaded: { view, table, clientNames } }: { loaded: Loaded }) {
  const params = { ...viewParams(view), as: table ? "table" : undefined };
  const zoomed = view.from !== undefined;
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
      <Choices
        label="Period of the chart"
        choices={Object.entries(rollingLabels).map(([period, label]) => ({
          label,
          to: paths.latency({
            ...params,
            period: period === "24h" ? undefined : period,
            from: undefined,
            to: undefined,
          }),
          current: !zoomed && view.period === period,
        }))}
      />
      <div className="flex flex-wrap items-end gap-3">
        {view.client === "" && (
          <Link
            className="inline-flex min-h-9 items-center text-accent hover:underline"
            preventScrollReset
            to={paths.latency({ ...params, split: view.split ? undefined : "1" })}
          >
            {view.split ? "All client kinds together" : "A line for each client kind"}
          </Link>
        )}
        <ClientChoice clients={clientNames} client={view.client} kept={{ ...params, split: undefined }} />
      </div>
    </div>
  );
}

function Chart({ loaded: { view, chart, clockChange, table, target } }: { loaded: Loaded }) {
  const params = viewParams(view);
  const minute = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`;
  const as = table ? "table" : undefined;
  const subject = view.page ? `Average of ${view.page}` : "Average server time";
  return (
    <>
      {chart.note && <p className="mb-2 text-muted">{chart.note}</p>}
      {clockChange && <p className="mb-2 text-muted">{clockChange}</p>}
      <TimeChart
        title={`${subject}, ${inSentence(chart.period.label)}, by ${chart.resolution}`}
        unit="s"
        from={Date.parse(chart.period.from)}
        to={Date.parse(chart.period.to)}
        series={chart.lines}
        target={target}
        windows={chart.windows.map(({ from, to, title, announced, kind }) => ({
          from,
          to,
          title: title.en,
          announced: announced && kind === "planned",
        }))}
        releases={chart.releases}
        table={table}
        tableHref={paths.latency({ ...params, as: table ? undefined : "table" })}
        zoomHref={(from, to) => paths.latency({ ...params, from: minute(from), to: minute(to), as })}
        resetHref={view.from ? paths.latency({ ...params, from: undefined, to: undefined, as }) : undefined}
      />
      <div className="mt-2 flex flex-wrap items-baseline gap-x-4">
        <span className="text-[13px] text-muted">
          {chart.provenance.fetchedAt === null
            ? "Never measured"
            : (chart.provenance.freshLabel ?? `Measured ${chart.provenance.age}`)}
        </span>
        <Provenance of={chart.provenance} />
      </div>
    </>
  );
}
