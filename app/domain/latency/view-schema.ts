import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { formatInstant } from "#app/i18n/formats.ts";
import type { LatencyView, Period } from "./latency-types.ts";
import { chosenPeriod, periodOf } from "./period-rules.ts";

const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/, "Give a day or a time such as 2026-11-22T08:00.");

/** What an address of a latency page may say. */
export const viewSchema = z
  .object({
    period: z.string().max(20).default("24h"),
    from: moment.optional(),
    to: moment.optional(),
    client: z.string().max(60).default(""),
    page: z.string().max(300).optional(),
    split: z.boolean().default(false),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ["to"],
    message: "Give both a start and an end to look closer, or neither.",
  });
export type ViewInput = z.input<typeof viewSchema>;

/** The view of an address. Parameters that are not given, or empty, take their defaults; nothing is checked here. */
export function viewOf(params: URLSearchParams): ViewInput {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  return {
    period: text("period"),
    from: text("from"),
    to: text("to"),
    client: text("client"),
    page: text("page"),
    split: params.get("split") === "1",
  };
}

/** The instant of a day or wall time, or of one with Z in UTC; an end that is a day is that day's end. */
function instantOf(text: string, zone: string, end: boolean): number | null {
  try {
    if (text.endsWith("Z")) return Temporal.Instant.from(text).epochMilliseconds;
    if (text.includes("T")) return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
    const day = Temporal.PlainDate.from(text);
    return (end ? day.add({ days: 1 }) : day).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

const CHOSEN_MIN_MS = 10 * 60_000;
const CHOSEN_MAX_MS = 800 * 24 * 3_600_000;

export type ViewFault = { field: "period" | "from" | "to"; says: string };

/**
 * The stretch of time of a view: the zoom where there is one, or else the period.
 * @returns a fault that says what to choose instead
 */
export function viewedPeriod(
  view: Pick<LatencyView, "period" | "from" | "to">,
  now: Date,
  zone: string,
): { period: Period } | { fault: ViewFault } {
  if (view.from === undefined || view.to === undefined) {
    const period = periodOf(view.period, now, zone);
    if (period) return { period };
    const says =
      "There is no such period, or it has not begun. Choose 24h, 7d, 28d, 91d or 365d, or one such as 2026-11-22 or 2026-W47.";
    return { fault: { field: "period", says } };
  }
  const [from, to] = [instantOf(view.from, zone, false), instantOf(view.to, zone, true)];
  if (from === null) return { fault: { field: "from", says: `${view.from} is no time that exists.` } };
  if (to === null) return { fault: { field: "to", says: `${view.to} is no time that exists.` } };
  if (to - from < CHOSEN_MIN_MS)
    return { fault: { field: "to", says: "The end must be 10 minutes or more after the start." } };
  if (to - from > CHOSEN_MAX_MS) return { fault: { field: "to", says: "Choose at most 800 days at once." } };
  if (from >= now.getTime())
    return { fault: { field: "from", says: "The start is still to come. Choose an earlier one." } };
  const label = `${formatInstant(new Date(from))} to ${formatInstant(new Date(to))}`;
  return { period: chosenPeriod(new Date(from), new Date(to), label, now) };
}
