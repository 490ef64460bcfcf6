import { Temporal } from "temporal-polyfill";
import { touches } from "../latency/correction-rules.ts";
import type { Span } from "../latency/hour-table-rules.ts";
import { ceilHour, HOUR } from "../latency/local-hours-rules.ts";

/** So long after a release it is judged: at once, after a day of work, and after the days until the next weekend. */
export const comparisonHours = [1, 24, 72] as const;
export type ComparisonHours = (typeof comparisonHours)[number];

/** The week before is compared with; those before it say how much weeks differ anyway. */
export const WEEKS_BACK = 4;

/** Scrapes come late, and the newest hours are read again for some minutes. */
const SETTLED_AFTER_MS = 10 * 60_000;

/** The same time of the same weekday some weeks earlier, by the clocks of the zone. */
export const weeksBefore = (time: number, weeks: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).subtract({ weeks }).epochMilliseconds;

/**
 * The time after a release that is compared. The first hour is counted to the second; a day and three days are summed from whole
 * hours, from the first one that began with the release in it.
 */
export function spanAfter(releasedAt: number, hours: ComparisonHours): Span {
  const from = hours === 1 ? releasedAt : ceilHour(releasedAt);
  return { from, to: from + hours * HOUR };
}

/** When everything that is compared has been measured. */
export const dueAt = (releasedAt: number, hours: ComparisonHours): number =>
  spanAfter(releasedAt, hours).to + SETTLED_AFTER_MS;

/** Hours after one another after the release, and the same hours of each earlier week; all end `hours` after they begin. */
export type Segment = {
  hours: number;
  from: number;
  /** Where the same hours begin one, two, three and four weeks before; null for a week that cannot be used. */
  before: [number, ...(number | null)[]];
};

export type Segments = {
  segments: Segment[];
  /** How many hours were left out, and why. */
  touched: number;
  unmeasured: number;
  /** Hours that the clocks' change made or took away. */
  unpaired: number;
};

/**
 * The hours that count: whole ones that neither maintenance touched nor the measuring missed, on either side.
 * @param given.windows maintenance on either side; a week further back that one touches is not used at all
 * @param given.measured whether an hour was measured
 */
export function segmentsOf(
  span: Span,
  hours: ComparisonHours,
  given: { windows: readonly Span[]; measured: (hour: number) => boolean; zone: string },
): Segments {
  const count = { touched: 0, unmeasured: 0, unpaired: 0 };
  const kept: number[] = [];
  const partners = new Set<number>();
  for (let after = span.from; after < span.to; after += HOUR) {
    const before = weeksBefore(after, 1, given.zone);
    const pair = [after, before];
    if (partners.has(before)) count.unpaired += 1;
    else if (given.windows.some((window) => pair.some((hour) => touches(window, hour)))) count.touched += 1;
    // The first hour need not begin with an hour of the clock: its own answer says whether it was measured.
    else if (hours !== 1 && !pair.every(given.measured)) count.unmeasured += 1;
    else kept.push(after);
    partners.add(before);
  }
  const usable = Array.from({ length: WEEKS_BACK }, (_, i) => weekUsable(kept, i + 1, hours, given));
  const segments: Segment[] = [];
  for (const after of kept) {
    const last = segments.at(-1);
    const starts = usable.map((use, i) => (use || i === 0 ? weeksBefore(after, i + 1, given.zone) : null));
    const follows =
      last !== undefined &&
      after === last.from + last.hours * HOUR &&
      starts.every((start, i) => start === null || start === last.before[i]! + last.hours * HOUR);
    if (follows) last.hours += 1;
    else segments.push({ hours: 1, from: after, before: starts as Segment["before"] });
  }
  return { segments, ...count };
}

/** A week further back tells how weeks differ: only one that is whole and undisturbed does. */
function weekUsable(
  kept: readonly number[],
  weeks: number,
  hours: ComparisonHours,
  { windows, measured, zone }: { windows: readonly Span[]; measured: (hour: number) => boolean; zone: string },
): boolean {
  const starts = kept.map((after) => weeksBefore(after, weeks, zone));
  return (
    new Set(starts).size === starts.length &&
    starts.every((hour) => (hours === 1 || measured(hour)) && !windows.some((window) => touches(window, hour)))
  );
}
