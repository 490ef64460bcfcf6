import type { ServiceCtx } from "../context.ts";
import type { Ask, Measurement } from "../measurements/measurement.ts";
import { single } from "./answer-rules.ts";
import { burnOf, burnWords, firingOf } from "./burn-rules.ts";
import type { Attained, Burn, Period, PeriodRow } from "./latency-types.ts";
import { isRunning } from "./period-rules.ts";

/** "Now" is so long. */
export const NOW_MINUTES = 5;
const NOW_FRESH_SECONDS = 30;
const DAY_FRESH_SECONDS = 300;
/** The day on which the clocks go back has 25 hours. */
const PERCENTILES_HOURS_MAX = 25;

export type Live = {
  now: Attained;
  nowMeasurement: Measurement;
  nowPercentiles: PeriodRow["percentiles"];
  /** In the order of the periods that were given. */
  percentiles: PeriodRow["percentiles"][];
  burns: Burn[];
};

/** What only Grafana can tell: the last minutes, percentiles, burn. One question for all of it. */
export async function readLive(
  ctx: ServiceCtx,
  periods: readonly Period[],
  client: string,
  signal?: AbortSignal,
): Promise<Live> {
  const filters: Record<string, string> = client ? { client } : {};
  const window = `${NOW_MINUTES}m`;
  const now = (purpose: "latency.average" | "latency.requests" | "latency.within" | "latency.error_share"): Ask => ({
    purpose,
    params: { window, filters, by: [] },
    kind: "instant",
    freshSeconds: NOW_FRESH_SECONDS,
    period: "now",
  });
  const nowAsks = [now("latency.average"), now("latency.requests"), now("latency.within"), now("latency.error_share")];
  const nowQuantiles = quantiles(filters, window, { freshSeconds: NOW_FRESH_SECONDS, period: "now" });
  const short = periods.map((period) => (hasPercentiles(period) ? periodQuantiles(period, filters) : []));
  const { burn } = ctx.profile.latency;
  const burnAsks = burn.flatMap(({ long, short: brief }) => [burnAsk(long, filters), burnAsk(brief, filters)]);
  const answers = await ctx.measurements.read([...nowAsks, ...nowQuantiles, ...short.flat(), ...burnAsks], signal);
  const take = (count: number) => answers.splice(0, count);
  const [average, requests, within, errors] = take(4) as [Measurement, Measurement, Measurement, Measurement];
  return {
    now: {
      ...nowAttained(ctx, single(average), single(requests), single(within), single(errors)),
      // An old answer says how it was then; whether the target is kept now, nobody knows.
      ...(average.provenance.stale ? { kept: null } : {}),
    },
    nowMeasurement: average,
    nowPercentiles: percentilesOf(take(2)),
    percentiles: short.map((asks) => percentilesOf(take(asks.length))),
    burns: burn.map((rule) => burnFigures(ctx, rule, take(2) as [Measurement, Measurement])),
  };
}

const hasPercentiles = ({ from, until }: Period) => {
  const length = Date.parse(until) - Date.parse(from);
  return length >= NOW_MINUTES * 60_000 && length <= PERCENTILES_HOURS_MAX * 3_600_000;
};

function quantiles(
  filters: Record<string, string>,
  window: string,
  when: { at?: Date; period?: string; freshSeconds: number },
): Ask[] {
  return [0.5, 0.95].map((quantile) => ({
    purpose: "latency.percentile",
    params: { quantile, window, filters, by: [] },
    kind: "instant",
    ...when,
  }));
}

function periodQuantiles(period: Period, filters: Record<string, string>): Ask[] {
  const { key, from, to, until } = period;
  const length = Math.floor((Date.parse(until) - Date.parse(from)) / 300_000) * 300;
  const when = isRunning(period) ? { period: key } : { at: new Date(to) };
  return quantiles(filters, `${length}s`, { ...when, freshSeconds: DAY_FRESH_SECONDS });
}

function percentilesOf([p50, p95]: Measurement[]): PeriodRow["percentiles"] {
  if (!p50 || !p95) return { p50: null, p95: null, words: "Percentiles are shown for up to a day.", provenance: null };
  return { p50: single(p50), p95: single(p95), words: null, provenance: p95.provenance };
}

function nowAttained(
  ctx: ServiceCtx,
  average: number | null,
  requests: number | null,
  within: number | null,
  errors: number | null,
): Attained {
  const target = ctx.profile.latency.targetSeconds;
  const count = average === null ? 0 : (requests ?? 0);
  return {
    sums: {
      requests: count,
      seconds: (average ?? 0) * count,
      within: (within ?? 0) * count,
      errors: (errors ?? 0) * count,
    },
    average,
    target,
    kept: average === null ? null : average <= target,
    headroom: average === null ? null : target - average,
    headroomSeconds: average === null || requests === null ? null : (target - average) * count,
    withinShare: average === null ? null : within,
    errorShare: average === null ? null : errors,
    coverage: { hoursMeasured: 0, hoursPassed: 0 },
  };
}

const lengthHours: Readonly<Record<string, number>> = { m: 1 / 60, h: 1, d: 24 };

/** A day and more are read from recorded hours: raw buckets of four days are too many to read every minute. */
function burnAsk(window: string, filters: Record<string, string>): Ask {
  const hours = Number(window.slice(0, -1)) * lengthHours[window.slice(-1)]!;
  return {
    purpose: hours >= 24 ? "slo.bad_share_period" : "slo.bad_share",
    params: { window, filters },
    kind: "instant",
    freshSeconds: hours > 1 ? DAY_FRESH_SECONDS : NOW_FRESH_SECONDS * 2,
  };
}

function burnFigures(
  { profile }: ServiceCtx,
  { severity, factor, long, short }: { severity: "page" | "ticket"; factor: number; long: string; short: string },
  [longAnswer, shortAnswer]: [Measurement, Measurement],
): Burn {
  const figure = (window: string, answer: Measurement) => ({
    window,
    // What burned a while ago does not say that it is quiet now.
    burn: answer.provenance.stale ? null : burnOf(single(answer), profile.latency.objective),
    provenance: answer.provenance,
  });
  const figures = { severity, factor, long: figure(long, longAnswer), short: figure(short, shortAnswer) };
  return {
    ...figures,
    firing: firingOf(figures.long.burn, figures.short.burn, factor),
    words: burnWords(figures),
  };
}
