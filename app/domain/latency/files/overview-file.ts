import type { Both, LatencyChart, LatencyOverview, Period } from "../latency-types.ts";
import { type ColumnOf, type FileTable, fileTable, type LatencyFile } from "./file-table.ts";

type Figures = Both & {
  name: string;
  client: string;
  period: Period;
  p50: number | null;
  p95: number | null;
  trend: string;
};

/** The figures of a stretch of time; both ways of counting, side by side. */
export const figureColumns: readonly ColumnOf<Both>[] = [
  { header: "Requests", kind: "count", of: ({ raw }) => raw.sums.requests },
  { header: "Target (s)", kind: "seconds", of: ({ raw }) => raw.target },
  { header: "Average, all hours (s)", kind: "seconds", of: ({ raw }) => raw.average },
  { header: "Average without maintenance (s)", kind: "seconds", of: ({ corrected }) => corrected.average },
  { header: "Target kept, all hours", kind: "text", of: ({ raw }) => yesNo(raw.kept) },
  { header: "Target kept without maintenance", kind: "text", of: ({ corrected }) => yesNo(corrected.kept) },
  { header: "Headroom per request, all hours (s)", kind: "seconds", of: ({ raw }) => raw.headroom },
  { header: "Headroom in total, all hours (s)", kind: "count", of: ({ raw }) => raw.headroomSeconds },
  { header: "Within target, all hours (share)", kind: "share", of: ({ raw }) => raw.withinShare },
  { header: "Within target without maintenance (share)", kind: "share", of: ({ corrected }) => corrected.withinShare },
  { header: "Failed (share)", kind: "share", of: ({ raw }) => raw.errorShare },
  { header: "Hours measured", kind: "count", of: ({ raw }) => raw.coverage.hoursMeasured },
  { header: "Hours passed", kind: "count", of: ({ raw }) => raw.coverage.hoursPassed },
  { header: "Hours left out as maintenance", kind: "count", of: ({ hoursLeftOut }) => hoursLeftOut },
];

const yesNo = (value: boolean | null) => (value === null ? null : value ? "yes" : "no");

const columns: readonly ColumnOf<Figures>[] = [
  { header: "Of", kind: "text", of: (row) => row.name },
  { header: "Client kind", kind: "text", of: (row) => row.client },
  { header: "From (Helsinki)", kind: "instant", of: (row) => row.period.from },
  { header: "Until (Helsinki)", kind: "instant", of: (row) => row.period.until },
  ...figureColumns,
  { header: "Median (s)", kind: "seconds", of: (row) => row.p50 },
  { header: "95th percentile (s)", kind: "seconds", of: (row) => row.p95 },
  { header: "Trend", kind: "text", of: (row) => row.trend },
];

/** The overview: figures by period and client kind, the chart's points, the month's budget, the burn alerts. */
export function overviewFile(overview: LatencyOverview, chart: LatencyChart): LatencyFile {
  const periods: Figures[] = overview.rows.map((row) => ({
    ...row,
    client: "all",
    p50: row.percentiles.p50,
    p95: row.percentiles.p95,
    trend: row.trend.words,
  }));
  const clients: Figures[] = overview.clients.map((row) => ({
    ...row,
    client: row.name.en,
    name: chart.period.label,
    period: chart.period,
    p50: null,
    p95: null,
    trend: "",
  }));
  return {
    view: "overview",
    title: "Latency overview",
    periodKey: chart.period.key,
    about: [
      ["Period", chart.period.label],
      ["Answer", overview.sentence],
      ["Chart", `One point for each ${chart.resolution}. ${chart.note ?? ""}`.trim()],
      ["History", overview.history.words ?? "Complete"],
    ],
    tables: [
      fileTable("figures", "Figures", columns, [...periods, ...clients]),
      chartTable(chart),
      budgetTable(overview),
      burnTable(overview),
    ],
    provenance: [
      ...overview.rows.flatMap((row) => [row.provenance, row.percentiles.provenance ?? []].flat()),
      chart.provenance,
      ...overview.burns.flatMap(({ long, short }) => [long.provenance, short.provenance]),
    ],
  };
}

function chartTable({ lines }: LatencyChart): FileTable {
  const byTime = lines.map(({ points }) => new Map(points));
  const times = [...new Set(byTime.flatMap((points) => [...points.keys()]))].toSorted((a, b) => a - b);
  return fileTable<number>(
    "chart",
    "Chart",
    [
      { header: "Time (Helsinki)", kind: "instant", of: (time) => new Date(time).toISOString() },
      ...lines.map(
        ({ label }, index): ColumnOf<number> => ({
          header: `${label}, average (s)`,
          kind: "seconds",
          of: (time) => byTime[index]!.get(time) ?? null,
        }),
      ),
    ],
    times,
  );
}

const budgetTable = ({ budget }: LatencyOverview) =>
  fileTable<LatencyOverview["budget"]>(
    "budget",
    "Budget of the month",
    [
      { header: "Month", kind: "text", of: ({ month }) => month.label },
      { header: "Requests so far", kind: "count", of: ({ soFar }) => soFar.sums.requests },
      { header: "Average so far (s)", kind: "seconds", of: ({ soFar }) => soFar.average },
      { header: "Budget left so far (s)", kind: "count", of: ({ soFar }) => soFar.headroomSeconds },
      { header: "Projected requests", kind: "count", of: ({ projection }) => projection?.requests ?? null },
      { header: "Projected average (s)", kind: "seconds", of: ({ projection }) => projection?.average ?? null },
      {
        header: "Projected budget left (s)",
        kind: "count",
        of: ({ projection }) => projection?.headroomSeconds ?? null,
      },
      { header: "In words", kind: "text", of: ({ words }) => words },
    ],
    [budget],
  );

const burnTable = ({ burns }: LatencyOverview) =>
  fileTable<LatencyOverview["burns"][number]>(
    "burn",
    "Burn alerts",
    [
      { header: "Severity", kind: "text", of: ({ severity }) => severity },
      { header: "Factor", kind: "count", of: ({ factor }) => factor },
      { header: "Long window", kind: "text", of: ({ long }) => long.window },
      { header: "Burn in the long window (times)", kind: "number", of: ({ long }) => long.burn },
      { header: "Short window", kind: "text", of: ({ short }) => short.window },
      { header: "Burn in the short window (times)", kind: "number", of: ({ short }) => short.burn },
      { header: "Fires", kind: "text", of: ({ firing }) => yesNo(firing) },
      { header: "In words", kind: "text", of: ({ words }) => words },
    ],
    burns,
  );
