const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lastDay(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : DAYS[month - 1]!;
}

function day(year: string, month: string, dayOfMonth: string): string | undefined {
  const y = Number(year);
  const m = Number(month);
  const d = Number(dayOfMonth);
  // No books are kept by computer outside these years; what says otherwise is a slip of the pen.
  if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > lastDay(y, m)) return undefined;
  return `${year}-${month}-${dayOfMonth}`;
}

/** SIE's YYYYMMDD as YYYY-MM-DD; undefined for a day that does not exist. */
export function parseCompactDate(text: string): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  return match ? day(match[1]!, match[2]!, match[3]!) : undefined;
}

/** An xs:date as YYYY-MM-DD; its time zone, which says nothing about a day in the books, is dropped. */
export function parseIsoDate(text: string): string | undefined {
  const match = /^\s*(\d{4})-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?\s*$/.exec(text);
  return match ? day(match[1]!, match[2]!, match[3]!) : undefined;
}

/** A span of days, both ends included, as YYYY-MM-DD. */
export type Span = { startsOn: string; endsOn: string };

export const calendarYear = (year: number | string): Span => ({ startsOn: `${year}-01-01`, endsOn: `${year}-12-31` });

/** The first day of one month to the last day of another. Months above 12 (closing periods) count as 12. */
export function monthSpan(startYear: number, startMonth: number, endYear: number, endMonth: number): Span | undefined {
  const two = (n: number) => String(n).padStart(2, "0");
  const from = Math.min(startMonth, 12);
  const to = Math.min(endMonth, 12);
  const startsOn = day(String(startYear), two(from), "01");
  const endsOn = to >= 1 ? day(String(endYear), two(to), two(lastDay(endYear, to))) : undefined;
  return startsOn && endsOn && startsOn < endsOn ? { startsOn, endsOn } : undefined;
}

/** How many months a span of whole months has; undefined when it does not begin and end with a month. */
export function wholeMonths({ startsOn, endsOn }: Span): number | undefined {
  const [y1, m1, d1] = startsOn.split("-").map(Number) as [number, number, number];
  const [y2, m2, d2] = endsOn.split("-").map(Number) as [number, number, number];
  return d1 === 1 && d2 === lastDay(y2, m2) ? (y2 - y1) * 12 + m2 - m1 + 1 : undefined;
}

/**
 * The command line's `--year`: YYYY, or YYYY-MM-DD..YYYY-MM-DD.
 * @returns undefined for anything else, and for an end that is not after the start
 */
export function parseYearOption(text: string): Span | undefined {
  if (/^(19|20|21)\d\d$/.test(text)) return calendarYear(text);
  const [from, to, rest] = text.split("..");
  const startsOn = from === undefined ? undefined : parseIsoDate(from);
  const endsOn = to === undefined ? undefined : parseIsoDate(to);
  return rest === undefined && startsOn && endsOn && endsOn > startsOn ? { startsOn, endsOn } : undefined;
}
