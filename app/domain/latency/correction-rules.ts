import { formatInstant } from "#app/i18n/formats.ts";
import type { Span } from "./hour-table-rules.ts";
import type { WindowSpan } from "./latency-types.ts";
import { ceilHour, floorHour, HOUR } from "./local-hours-rules.ts";

/**
 * Whether the promise does not hold during a window: "available 24/7, except pre-planned service windows that are announced
 * in advance and urgent maintenance" (the service's statement, section 1). What was announced only after it began was not.
 */
export function isLeftOut(window: {
  kind: "planned" | "urgent";
  state: string;
  startsAt: Date;
  announcedAt: Date | null;
}): boolean {
  if (window.state === "cancelled") return false;
  return window.kind === "urgent" || (window.announcedAt !== null && window.announcedAt < window.startsAt);
}

export type LeftOut = Span & { window: WindowSpan };

/** The windows that the corrected figures of a span leave out. */
export function leftOutOf(windows: readonly WindowSpan[], { from, to }: Span): LeftOut[] {
  return windows
    .filter((window) => window.leftOut)
    .map((window) => ({ window, from: Date.parse(window.from), to: Date.parse(window.to) }))
    .filter((window) => window.from < to && window.to > from);
}

/** Whether a window lies on any part of an hour: an hour is the finest that is kept, so all of it is left out. */
export const touches = (window: Span, hour: number) => window.from < hour + HOUR && window.to > hour;

/** How many of a span's whole hours the windows touch, each once. */
export function hoursTouched(windows: readonly Span[], { from, to }: Span): number {
  const touched = new Set<number>();
  const first = ceilHour(from);
  const end = floorHour(to);
  for (const window of windows)
    for (let hour = Math.max(first, floorHour(window.from)); hour < Math.min(end, window.to); hour += HOUR)
      touched.add(hour);
  return touched.size;
}

/** "8 hours of “Service window” (2026-11-21 22:00 to 2026-11-22 06:00, announced) are left out." */
export function exclusion({ title, from, to, kind }: WindowSpan, hours: number): string {
  const why = kind === "urgent" ? "urgent maintenance" : "announced";
  const when = `${formatInstant(from)} to ${formatInstant(to)}`;
  return `${hours === 1 ? "1 hour" : `${hours} hours`} of “${title.en}” (${when}, ${why}) ${hours === 1 ? "is" : "are"} left out.`;
}
