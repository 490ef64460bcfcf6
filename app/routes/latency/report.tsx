import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { Attained } from "#app/domain/latency/latency-types.ts";
import { readMonthFigures } from "#app/domain/latency/read-month-figures.server.ts";
import { formatCount, formatDay, formatInstant, formatMonth, formatSeconds, formatShare } from "#app/i18n/formats.ts";
import { reportLanguageNames, reportLanguages } from "#app/i18n/latency-report.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { SelectField } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { Table } from "#app/ui/table.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Monthly report · Huolto" }];

const MONTHS_OFFERED = 13;

export const loader = staffLoader("latency.view", async ({ ctx, request }) => {
  const now = ctx.clock.now();
  const months = monthsBackFrom(formatDay(now).slice(0, 7));
  // The last one that is over is the one that is usually sent.
  const month = new URL(request.url).searchParams.get("month") || months[1]!;
  const { raw, corrected, previous, period, coverage, complete, missedHours, windows, releases, provenance } =
    await readMonthFigures(ctx, { month });
  return {
    months: months.includes(month) ? months : [month, ...months],
    month,
    previousMonth: previous.month,
    columns: { raw, corrected, previous: previous.raw },
    running: period.until < period.to,
    until: period.until,
    coverage,
    complete,
    marks: { missedHours, windows: windows.length, releases: releases.length },
    provenance: shownProvenance(provenance, now),
  };
});

/** `2026-11`, `2026-10`, ... */
function monthsBackFrom(month: string): string[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return Array.from({ length: MONTHS_OFFERED }, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function sentence({ month, columns: { raw }, running, until }: Loaded): string {
  const name = `${formatMonth(month)}${running ? `, so far (until ${formatInstant(until)})` : ""}`;
  if (raw.average === null) return `${name}: no measurements, so a report would be empty.`;
  return `${name}: average ${formatSeconds(raw.average)}, ${raw.kept ? "within" : "over"} the target of ${formatSeconds(raw.target)}.`;
}

export default function MonthlyReport() {
  const loaded = useLoaderData<typeof loader>();
  const { months, month, previousMonth, columns, running, coverage, complete, marks, provenance } = loaded;
  return (
    <>
      <PageHeader title="Monthly report" lead={sentence(loaded)} above={<Link to={paths.latency()}>Latency</Link>} />
      <div className="flex flex-col gap-4">
        <Form method="get" className="flex flex-wrap items-end gap-3" key={month}>
          <div className="w-full sm:w-64">
            <SelectField
              name="month"
              label="Month"
              defaultValue={month}
              options={months.map((known): [string, string] => [known, formatMonth(known)])}
            />
          </div>
          <Button>Show</Button>
        </Form>
        <Panel title="Report to send">
          <p className="max-w-[70ch] text-muted">
            A PDF for a customer: the promise, both averages, the days, maintenance, releases, and what was left out. It
            names no customer and no internal matter.
            {running && " The month still runs: the report says so."}
            {!complete &&
              !running &&
              ` ${formatCount(coverage.hoursPassed - coverage.hoursMeasured)} hours were not measured: the report says so.`}
          </p>
          <ul className="mt-3 flex flex-wrap gap-2">
            {reportLanguages.map((language) => (
              <li key={language}>
                <a className={buttonClass()} href={paths.latencyReportFile(month, language)} lang={language} download>
                  {reportLanguageNames[language]} <span className="text-muted">PDF</span>
                </a>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="What it will say" flush>
          <Table
            caption={`Figures of ${formatMonth(month)}`}
            rows={rows}
            rowKey={(row) => row.name}
            columns={[
              { key: "name", header: "Figure", rowHeader: true, cell: (row) => row.name },
              { key: "raw", header: "All hours", numeric: true, cell: (row) => row.of(columns.raw) },
              {
                key: "corrected",
                header: "Without maintenance",
                numeric: true,
                cell: (row) => row.of(columns.corrected),
              },
              {
                key: "previous",
                header: `${formatMonth(previousMonth)}, all hours`,
                numeric: true,
                cell: (row) => row.of(columns.previous),
              },
            ]}
          />
        </Panel>
        <p className="text-muted">
          Hours measured: {formatCount(coverage.hoursMeasured)} of {formatCount(coverage.hoursPassed)}. Hours over the
          target: {formatCount(marks.missedHours)}. Maintenance windows: {marks.windows}. Releases: {marks.releases}.
        </p>
        <Provenance of={provenance} />
      </div>
    </>
  );
}

const or = (value: number | null, format: (value: number) => string) => (value === null ? "No data" : format(value));

const rows: { name: string; of: (column: Attained) => string }[] = [
  { name: "Average", of: ({ average }) => or(average, formatSeconds) },
  { name: "Below the target by", of: ({ headroom }) => or(headroom, formatSeconds) },
  { name: "Requests within the target", of: ({ withinShare }) => or(withinShare, formatShare) },
  {
    name: "Requests",
    of: ({ coverage, sums }) => (coverage.hoursMeasured === 0 ? "No data" : formatCount(Math.round(sums.requests))),
  },
  { name: "Failed requests", of: ({ errorShare }) => or(errorShare, formatShare) },
];
