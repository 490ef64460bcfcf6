import { averageOf, type Compared, compareAverages, median, spreadOf } from "./baseline-rules.ts";
import type { Count, Facts, PageCount, Segment, WeekFacts } from "./facts.ts";
import * as limit from "./thresholds-rules.ts";

/** How all other customers fared at the same time, against their own normal. */
export type Others = {
  /** Seconds: what they saw, and what the same pages normally take. */
  seen: number;
  normal: number;
  ratio: number;
  requests: number;
  /** Their change above the normal, as a part of it; 0 while it is no more than noise. */
  rise: number;
  /** Their requests against the normal number: the month's end, a Monday. 1 where nothing is known. */
  growth: number;
};

export type PageFigure = { page: string; requests: number; seen: number; normal: number; weeks: (Count | undefined)[] };

/** The pages of a client that have a normal. */
export function pagesOf(facts: Facts, client: string): PageFigure[] {
  const weeks = facts.normal.map(({ pages }) => indexed(pages, client));
  return (facts.seen.pages ?? [])
    .filter((page) => page.client === client && page.requests > 0)
    .flatMap(({ page, ...count }) => {
      const own = weeks.map((week) => week.get(page));
      const normal = median(usable(own).map(averageOf));
      return normal === null || normal <= 0
        ? []
        : [{ page, requests: count.requests, seen: averageOf(count), normal, weeks: own }];
    });
}

const indexed = (pages: PageCount[] | null, client: string) =>
  new Map((pages ?? []).filter((page) => page.client === client).map((page) => [page.page, page as Count]));
const usable = (weeks: readonly (Count | undefined)[]) =>
  weeks.filter((week): week is Count => week !== undefined && week.requests >= limit.WEEK_REQUESTS_MIN);

/**
 * All other customers, page by page as they are used now, so that another mix of pages (the month's end has other work) is no
 * slowness. What the customer itself took is taken out: in a small service it would be its own comparison.
 * @param own the customer's requests of this client
 * @returns null where nobody else is known
 */
export function othersOf(facts: Facts, client: string, own: Compared | null): Others | null {
  const pages = pagesOf(facts, client);
  const requests = pages.reduce((sum, page) => sum + page.requests, 0);
  const usual = pages.reduce((sum, page) => sum + page.requests * page.normal, 0);
  const seconds = pages.reduce((sum, page) => sum + page.requests * page.seen, 0);
  const ownRequests = own?.requests ?? 0;
  const left = requests - ownRequests;
  if (left < Math.max(limit.REQUESTS_MIN, requests * limit.OTHERS_MIN_PART)) return null;
  const othersSeconds = seconds - ownRequests * (own?.seen ?? 0);
  const othersUsual = usual - ownRequests * (own?.normal ?? 0);
  if (othersSeconds <= 0 || othersUsual <= 0) return null;
  const ratio = othersSeconds / othersUsual;
  const weekly = facts.normal.flatMap((_, week) => mixRatio(pages, week) ?? []);
  const noise = Math.min(limit.OTHERS_NOISE_MAX, limit.SPREAD_TIMES * (weekly.length < 2 ? 0 : spreadOf(weekly, 1)));
  const rise = ratio - 1 > Math.max(limit.OTHERS_PART, noise) ? ratio - 1 : 0;
  const before = median(
    facts.normal.flatMap(({ pages: week }) => (week === null ? [] : ((total(week, client) || null) ?? []))),
  );
  return {
    seen: othersSeconds / left,
    normal: othersUsual / left,
    ratio,
    requests: left,
    rise,
    growth: before === null ? 1 : total(facts.seen.pages ?? [], client) / before,
  };
}

const total = (pages: readonly PageCount[], client: string) =>
  pages.reduce((sum, page) => (page.client === client ? sum + page.requests : sum), 0);

/** A normal week's averages in the present mix of pages, against the normal. */
function mixRatio(pages: readonly PageFigure[], week: number): number | null {
  let [over, under] = [0, 0];
  for (const page of pages) {
    const count = page.weeks[week];
    if (!count || count.requests < limit.WEEK_REQUESTS_MIN) continue;
    over += page.requests * averageOf(count);
    under += page.requests * page.normal;
  }
  return under > 0 ? over / under : null;
}

/** All other customers' page loads in one segment: their change above the normal as a part of it, 0 while it is noise. */
export function othersSegment(facts: Facts, segment: Segment): (Compared & { rise: number }) | null {
  const others = (week: WeekFacts): Count | undefined => {
    const [all, own] = [week.everybody.rum?.[segment], week.rum?.[segment]];
    if (!all) return undefined;
    const requests = all.requests - (own?.requests ?? 0);
    return requests > all.requests * limit.OTHERS_MIN_PART
      ? { requests, seconds: Math.max(0, all.seconds - (own?.seconds ?? 0)) }
      : undefined;
  };
  const found = compareAverages(
    others(facts.seen),
    facts.normal.map(others),
    { seconds: 0, part: limit.OTHERS_SEGMENT_PART },
    limit.PAGE_LOADS_MIN,
  );
  return found && { ...found, rise: found.apart ? found.ratio - 1 : 0 };
}
