import type { PageChange, PageFigures, PageSort } from "./latency-types.ts";

export type PageSums = { page: string; client: string; requests: number; seconds: number; within: number | null };

const keyOf = ({ page, client }: { page: string; client: string }) => `${client} ${page}`;

/**
 * Each page and client kind against the target and against the period before.
 * @param minimumRequests in both periods, for a change to mean something
 */
export function pageFigures(
  now: readonly PageSums[],
  before: readonly PageSums[],
  { target, minimumRequests }: { target: number; minimumRequests: number },
): PageFigures[] {
  const earlier = new Map(before.map((row) => [keyOf(row), row]));
  return now
    .filter((row) => row.requests > 0)
    .map((row) => {
      const { page, client, requests } = row;
      const average = row.seconds / requests;
      const was = earlier.get(keyOf(row));
      const comparable = was !== undefined && was.requests >= minimumRequests && requests >= minimumRequests;
      return {
        page,
        client,
        requests,
        average,
        overTarget: average - target,
        withinShare: row.within === null ? null : Math.min(1, row.within / requests),
        secondsLost: Math.max(0, row.seconds - target * requests),
        change: comparable ? average - was.seconds / was.requests : null,
      };
    });
}

const values: Record<Exclude<PageSort, "page">, (row: PageFigures) => number | null> = {
  lost: (row) => row.secondsLost,
  average: (row) => row.average,
  requests: (row) => row.requests,
  within: (row) => row.withinShare,
  change: (row) => row.change,
};

/** Rows in the order asked for; those without the figure come last either way. The page's name breaks ties. */
export function sortPages(rows: readonly PageFigures[], sort: PageSort, descending: boolean): PageFigures[] {
  const sign = descending ? -1 : 1;
  const byName = (a: PageFigures, b: PageFigures) =>
    a.page.localeCompare(b.page, "en") || a.client.localeCompare(b.client, "en");
  if (sort === "page") return rows.toSorted((a, b) => sign * byName(a, b));
  const value = values[sort];
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    return sign * (x - y) || byName(a, b);
  });
}

/** A difference that nobody notices, in seconds: smaller ones are neither better nor worse. */
const NOTICED = 0.01;

/** Pages that changed most against the period before, at most `limit` each; the largest change first. */
export function changes(
  rows: readonly PageFigures[],
  limit: number,
): { improved: PageChange[]; regressed: PageChange[] } {
  const changed = rows.flatMap(({ page, client, requests, average, change }) =>
    change === null || Math.abs(change) < NOTICED
      ? []
      : [{ page, client, requests, before: average - change, after: average, change }],
  );
  const pick = (sign: 1 | -1) =>
    changed
      .filter(({ change }) => sign * change > 0)
      .toSorted((a, b) => sign * (b.change - a.change))
      .slice(0, limit)
      .map(({ change: _, ...row }) => row);
  return { improved: pick(-1), regressed: pick(1) };
}
