import type { Series } from "#app/platform/grafana/grafana.ts";
import { median } from "./baseline-rules.ts";
import type { Check, CheckChart, Unit } from "./diagnosis-types.ts";
import { rounded } from "./figure-rules.ts";
import type { CourseName, Evidence } from "./gather-evidence.server.ts";

type Courses = Evidence["courses"];
type Points = CheckChart["series"][number]["points"];

const at = (ms: number) => new Date(ms).toISOString();
const pointsOf = (series: Series | undefined): Points =>
  (series?.points ?? []).map(([time, value]) => ({ at: at(time), value: rounded(value) }));

const pick = (series: readonly Series[] | null | undefined, labels: Record<string, string>) =>
  series?.find((one) => Object.entries(labels).every(([name, value]) => one.labels[name] === value));

/** The middle of the normal weeks, step by step: the n-th step of each belongs to the n-th of the period. */
function normalPoints(weeks: readonly (Series | undefined)[], seen: Points): Points {
  if (weeks.every((week) => week === undefined || week.points.length === 0)) return [];
  return seen.map(({ at: time }, i) => ({
    at: time,
    value: rounded(median(weeks.flatMap((week) => week?.points[i]?.[1] ?? []))),
  }));
}

/** Seen and normal, and everybody where it is known, of one thing. */
function compared(
  courses: Courses,
  course: CourseName,
  {
    title,
    unit,
    labels,
    others,
  }: { title: string; unit: Unit; labels: Record<string, string>; others?: Record<string, string> },
): CheckChart | null {
  const [first, ...weeks] = courses[course] ?? [];
  const seen = pointsOf(pick(first, labels));
  if (seen.length === 0) return null;
  const normal = normalPoints(
    weeks.map((week) => pick(week, labels)),
    seen,
  );
  const everybody = others ? pointsOf(pick(courses.everybody?.[0], others)) : [];
  return {
    title,
    unit,
    series: [
      { name: "This customer", points: seen },
      ...(normal.length > 0 ? [{ name: "Its normal", points: normal }] : []),
      ...(everybody.length > 0 ? [{ name: "All customers", points: everybody }] : []),
    ],
  };
}

/** Each thing of the service as a line of its own. */
function lines(courses: Courses, course: CourseName, title: string, name: string): CheckChart | null {
  const series = courses[course]?.[0] ?? [];
  if (series.length === 0) return null;
  return {
    title,
    unit: "s",
    series: series
      .map((one) => ({ name: one.labels[name] ?? "", points: pointsOf(one) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** The chart of a check: what was seen, what is normal, and what everybody saw. */
export function chartOf(
  courses: Courses,
  cause: Check["cause"],
  client: string,
  page: string | null,
): CheckChart | null {
  const own = { labels: { client }, others: { client } };
  switch (cause) {
    case "service":
    case "maintenance":
      return compared(courses, "average", { title: "Server time of a request", unit: "s", ...own });
    case "page": {
      const [first, ...weeks] = courses.page ?? [];
      const seen = pointsOf(pick(first, { client }));
      if (page === null || seen.length === 0) return null;
      const normal = normalPoints(
        weeks.map((week) => pick(week, { client })),
        seen,
      );
      return {
        title: `Server time of ${page}, all customers`,
        unit: "s",
        series: [
          { name: "Seen", points: seen },
          { name: "Normal", points: normal },
        ],
      };
    }
    case "node":
      return lines(courses, "nodes", "Server time by server", "node");
    case "dependency":
      return lines(courses, "dependencies", "Answers of the built-in connections", "dependency");
    case "network":
    case "browser":
      return compared(courses, "rum", { title: `Page load: ${cause}`, unit: "s", labels: { segment: cause } });
    case "reports":
      return compared(courses, "reportSeconds", { title: "Seconds of reports", unit: "s", labels: {} });
    case "integration": {
      const summed = (courses.integrationSeconds ?? []).map(sumSeries);
      return compared({ ...courses, integrationSeconds: summed }, "integrationSeconds", {
        title: "Seconds of integrations",
        unit: "s",
        labels: {},
      });
    }
    case "robot":
      return compared(courses, "requests", { title: "Requests of robots", unit: "count", labels: { client: "robot" } });
  }
}

/** All series as one. */
function sumSeries(series: readonly Series[] | null): Series[] | null {
  if (series === null || series.length === 0) return series === null ? null : [];
  const sums = new Map<number, number>();
  for (const { points } of series)
    for (const [time, value] of points) if (value !== null) sums.set(time, (sums.get(time) ?? 0) + value);
  return [{ labels: {}, points: [...sums].sort(([a], [b]) => a - b) }];
}
