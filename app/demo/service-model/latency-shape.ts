import { DAY } from "./helsinki-days.ts";
import { expectedLevel } from "./load-shape.ts";
import { uniform } from "./uniform.ts";

/**
 * A request is fast or slow. Both times are lognormal; the slow ones take on average eight times the page's fast ones. What
 * changes over time is only the share that is slow, so that every sum over time is exact.
 */
export const SLOW_TIMES = 8;
const FAST_SIGMA = 0.37;
const SLOW_SIGMA = 0.7;

/** Upper ends in seconds; the last is +Inf. */
export const BUCKETS = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, Number.POSITIVE_INFINITY];
export const TARGET_SECONDS = 0.8;

/** The error function by Abramowitz and Stegun 7.1.26: within 1.5e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return x < 0 ? tail - 1 : 1 - tail;
}

/** The share of a lognormal distribution up to `seconds`, by its mean and the deviation of its logarithm. */
function lognormalShare(seconds: number, mean: number, sigma: number): number {
  if (seconds === Number.POSITIVE_INFINITY) return 1;
  if (seconds <= 0) return 0;
  const z = (Math.log(seconds / mean) + (sigma * sigma) / 2) / sigma;
  return (1 + erf(z / Math.SQRT2)) / 2;
}

/** @param fastMean average seconds of the page's fast requests */
export const fastShareWithin = (seconds: number, fastMean: number) => lognormalShare(seconds, fastMean, FAST_SIGMA);
export const slowShareWithin = (seconds: number, fastMean: number) =>
  lognormalShare(seconds, fastMean * SLOW_TIMES, SLOW_SIGMA);

/** The share of requests that are slow at an instant when nothing has happened: the busier, the more. */
export function expectedSlowShare(ms: number, seed: number): number {
  const day = Math.floor(ms / DAY);
  const luck = 0.85 + 0.3 * uniform(seed, day, 41);
  return 0.02 + 0.038 * expectedLevel(ms) ** 1.6 * luck;
}
