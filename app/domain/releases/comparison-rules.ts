import type { ComparisonHours } from "./comparison-hours-rules.ts";
import type { ComparedPart, Verdict } from "./release-view.ts";

/** What was counted of one page and client kind. */
export type Counted = { page: string; client: string; requests: number; seconds: number };
type Sum = { requests: number; seconds: number };

export type Limits = {
  /** Requests that each side needs. */
  minimumRequests: number;
  /** The average has moved when it moved by more than this share of the smaller of the two, */
  share: number;
  /** and by more than this: what nobody at the screen notices is no change. */
  seconds: number;
  /** And by more than so many times what weeks usually differ by. */
  spreads: number;
};

/**
 * How much has to change. A slow request takes about ten times the usual one, so that the average of 500 requests is off by some
 * 7 % by chance alone, and of 100 by some 15 %: an hour may be judged on a fifth of the requests, but only for more than a quarter.
 */
export function limitsFor(hours: ComparisonHours, minimumRequests: number): Limits {
  return hours === 1
    ? { minimumRequests: Math.ceil(minimumRequests / 5), share: 0.25, seconds: 0.06, spreads: 3 }
    : { minimumRequests, share: 0.1, seconds: 0.03, spreads: 3 };
}

const averageOf = ({ requests, seconds }: Sum): number | null => (requests > 0 ? seconds / requests : null);

/** Weeks of which one learns how weeks differ: fewer say nothing. */
const SPREAD_WEEKS_MIN = 3;

/**
 * How much a part's weeks differ by themselves: the median distance from their median, in seconds. One bad week among four does
 * not raise it, as it would the range or the standard deviation.
 * @returns 0 with fewer than three weeks
 */
export function usualSpread(averages: readonly number[]): number {
  if (averages.length < SPREAD_WEEKS_MIN) return 0;
  const middle = median(averages);
  return median(averages.map((average) => Math.abs(average - middle)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/**
 * Whether a part became slower. The same two sums the other way round give the opposite.
 * @param spread by how much its weeks differ anyway, in seconds
 * @param earlier by how much it had moved the day before the release already, in seconds: so much is not the release's doing
 */
export function judge(before: Sum, after: Sum, limits: Limits, spread: number, earlier = 0): Verdict {
  const [was, is] = [averageOf(before), averageOf(after)];
  if (was === null || is === null || Math.min(before.requests, after.requests) < limits.minimumRequests)
    return "not_enough_data";
  const moved = is - was;
  const own =
    Math.sign(earlier) === Math.sign(moved) ? Math.max(0, Math.abs(moved) - Math.abs(earlier)) : Math.abs(moved);
  const enough = Math.max(limits.share * Math.min(was, is), limits.seconds, limits.spreads * spread);
  if (own <= enough) return "same";
  return moved > 0 ? "worse" : "better";
}

type Rows = readonly Counted[];
export type Weeks = {
  after: Rows;
  /** One to four weeks before; null for a week that is not used. */
  before: readonly [Rows, ...(Rows | null)[]];
  /** The day before the release, and the same day one week before. */
  dayBefore: { after: Rows; before: Rows };
};
export type Compared = { verdict: Verdict; overall: ComparedPart; clients: ComparedPart[]; pages: ComparedPart[] };

/**
 * The whole, each client kind and each page of a client kind: summed first, divided last. The whole and the client kinds are
 * judged as if each page had been used as much before as after: at a month's end slow reports are used more, and no release did it.
 * @param options.limits of the hours compared, and of the day before
 * @param options.clients the client kinds in the order in which they are shown; others follow
 */
export function compare(
  weeks: Weeks,
  { limits, dayLimits, clients }: { limits: Limits; dayLimits: Limits; clients: readonly string[] },
): Compared {
  const after = summed(weeks.after);
  const before = weeks.before.map((rows) => rows && summed(rows)) as [Rows, ...(Rows | null)[]];
  const dayBefore = { after: summed(weeks.dayBefore.after), before: summed(weeks.dayBefore.before) };
  const part = (page: string | null, client: string | null): ComparedPart => {
    const of = (rows: Rows) =>
      rows.filter((row) => (client === null || row.client === client) && (page === null || row.page === page));
    const [was, is] = evenMix(of(before[0]), of(after));
    const known = before.flatMap((rows) => {
      if (!rows) return [];
      const [earlier] = evenMix(of(rows), of(after));
      return earlier.requests >= limits.minimumRequests ? (averageOf(earlier) ?? []) : [];
    });
    const spread = usualSpread(known);
    const [dayWas, dayIs] = evenMix(of(dayBefore.before), of(dayBefore.after));
    const dayMoved = ["worse", "better"].includes(judge(dayWas, dayIs, dayLimits, spread));
    const earlier = dayMoved ? averageOf(dayIs)! - averageOf(dayWas)! : 0;
    const verdict = judge(was, is, limits, spread, earlier);
    return {
      page,
      client,
      before: shown(of(before[0])),
      after: shown(of(after)),
      verdict,
      already: verdict === "same" && judge(was, is, limits, spread) !== "same",
    };
  };
  const both = [...after, ...before[0]].filter(({ requests }) => requests > 0);
  const kinds = [...new Set([...clients, ...both.map(({ client }) => client)])];
  const places = new Map(both.map(({ page, client }) => [placeKey({ page, client }), { page, client }]));
  const overall = part(null, null);
  const byClient = kinds.map((client) => part(null, client));
  const byPage = [...places.values()].map(({ page, client }) => part(page, client)).sort(worstFirst);
  return { verdict: verdictOf(overall, byClient, byPage), overall, clients: byClient, pages: byPage };
}

const placeKey = ({ page, client }: { page: string; client: string }) => JSON.stringify([client, page]);

/** Each page of a client kind once: there are rows of each stretch of hours, and maintenance or a gap divides them. */
function summed(rows: Rows): Rows {
  const places = new Map<string, Counted>();
  for (const row of rows) {
    const { requests, seconds } = places.get(placeKey(row)) ?? { requests: 0, seconds: 0 };
    places.set(placeKey(row), { ...row, requests: requests + row.requests, seconds: seconds + row.seconds });
  }
  return [...places.values()];
}

const total = (rows: Rows): Sum => ({
  requests: rows.reduce((sum, { requests }) => sum + requests, 0),
  seconds: rows.reduce((sum, { seconds }) => sum + seconds, 0),
});
const shown = (rows: Rows) => {
  const sum = total(rows);
  return { requests: sum.requests, averageSeconds: averageOf(sum) };
};

/** Both sums as if each page had the requests of both sides together; a page that is on one side only tells nothing of the other. */
function evenMix(before: Rows, after: Rows): [Sum, Sum] {
  const other = new Map(after.map((row) => [placeKey(row), row]));
  const weighted: [number, number] = [0, 0];
  let weights = 0;
  for (const row of before) {
    const pair = other.get(placeKey(row));
    if (!pair || row.requests <= 0 || pair.requests <= 0) continue;
    const weight = row.requests + pair.requests;
    weights += weight;
    weighted[0] += (weight * row.seconds) / row.requests;
    weighted[1] += (weight * pair.seconds) / pair.requests;
  }
  return [before, after].map((rows, i) => {
    const { requests } = total(rows);
    return weights > 0 ? { requests, seconds: (requests * weighted[i]!) / weights } : { requests: 0, seconds: 0 };
  }) as [Sum, Sum];
}

/** One slower page is what somebody has to look at, however well the rest does; a page without traffic says nothing. */
function verdictOf(overall: ComparedPart, clients: readonly ComparedPart[], pages: readonly ComparedPart[]): Verdict {
  const found = new Set([overall, ...clients, ...pages].map(({ verdict }) => verdict));
  if (found.has("worse")) return "worse";
  if (overall.verdict === "not_enough_data") return "not_enough_data";
  return found.has("better") ? "better" : "same";
}

const order: Record<Verdict, number> = { worse: 0, better: 1, same: 2, not_enough_data: 3 };

/** Slower ones first, those that cost most of them before; then by requests. */
function worstFirst(a: ComparedPart, b: ComparedPart): number {
  if (a.verdict !== b.verdict) return order[a.verdict] - order[b.verdict];
  const moved = a.verdict === "worse" || a.verdict === "better" ? secondsMoved(b) - secondsMoved(a) : 0;
  return moved || b.after.requests - a.after.requests || (a.page ?? "").localeCompare(b.page ?? "");
}

const secondsMoved = ({ before, after }: ComparedPart) =>
  Math.abs((after.averageSeconds ?? 0) - (before.averageSeconds ?? 0)) * after.requests;
