import { formatSeconds } from "#app/i18n/formats.ts";
import { exclusion, hoursTouched, leftOutOf, touches } from "./correction-rules.ts";
import { eachHour, type HourTable, hoursPassed, type Span } from "./hour-table-rules.ts";
import type { Attained, Both, Coverage, Sums, Trend, WindowSpan } from "./latency-types.ts";
import { floorHour } from "./local-hours-rules.ts";

const none = (): Sums => ({ requests: 0, seconds: 0, within: 0, errors: 0 });

function add(to: Sums, more: Sums): void {
  to.requests += more.requests;
  to.seconds += more.seconds;
  to.within += more.within;
  to.errors += more.errors;
}

/** What sums come to against the target. The sum of seconds is divided once, so the average is weighted by traffic. */
export function attained(sums: Sums, target: number, coverage: Coverage): Attained {
  if (sums.requests <= 0)
    return {
      sums,
      average: null,
      target,
      kept: null,
      headroom: null,
      headroomSeconds: null,
      withinShare: null,
      errorShare: null,
      coverage,
    };
  const average = sums.seconds / sums.requests;
  return {
    sums,
    average,
    target,
    kept: average <= target,
    headroom: target - average,
    headroomSeconds: target * sums.requests - sums.seconds,
    // Counts are extrapolated between scrapes, each on its own: a share can come out a hair over 1.
    withinShare: Number.isNaN(sums.within) ? null : Math.min(1, sums.within / sums.requests),
    errorShare: Math.min(1, sums.errors / sums.requests),
    coverage,
  };
}

/**
 * The figures of a span, as measured and without the hours that a window touched: a whole hour is the finest that is kept,
 * and a window may begin or end within one.
 * @param span `to` is how far it has passed; an hour that is not over does not count
 */
export function bothOf(
  hours: HourTable,
  span: Span,
  { windows, target, client = "" }: { windows: readonly WindowSpan[]; target: number; client?: string },
): Both {
  const out = leftOutOf(windows, span).map((window) => ({ ...window, hours: 0 }));
  const [raw, corrected] = [none(), none()];
  let [measured, leftOut] = [0, 0];
  eachHour(hours, { from: span.from, to: floorHour(span.to) }, client, (hour, sums) => {
    measured += 1;
    add(raw, sums);
    const touching = out.filter((window) => touches(window, hour));
    if (touching.length === 0) return add(corrected, sums);
    leftOut += 1;
    for (const window of touching) window.hours += 1;
  });
  const passed = hoursPassed(span.from, span.to);
  return {
    raw: attained(raw, target, { hoursMeasured: measured, hoursPassed: passed }),
    corrected: attained(corrected, target, {
      hoursMeasured: measured - leftOut,
      hoursPassed: passed - hoursTouched(out, span),
    }),
    hoursLeftOut: leftOut,
    exclusions: out.filter((window) => window.hours > 0).map((found) => exclusion(found.window, found.hours)),
  };
}

/** How an average went since the one before. @param before how the earlier time is called: "last week by now" */
export function trendOf(average: number | null, earlier: number | null, before: string): Trend {
  if (average === null) return { difference: null, words: "No data" };
  if (earlier === null) return { difference: null, words: `No data of ${before} to compare with` };
  const difference = average - earlier;
  const size = Math.abs(difference);
  if (size < 0.005) return { difference, words: `As ${before}` };
  return { difference, words: `${formatSeconds(size)} ${difference < 0 ? "faster" : "slower"} than ${before}` };
}
