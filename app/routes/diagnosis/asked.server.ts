import { formatDay, formatInstant } from "#app/i18n/formats.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";
import { paths } from "#app/paths.ts";

const HOUR = 3_600_000;
const TEXT_MAX = 200;

/** What the address asks, as it was typed. Times are of Helsinki, as `2026-11-23T09:00`; an instant with an offset is taken too. */
export type Typed = { customer: string; from: string; to: string; page: string; case: string };

export function typedOf(params: URLSearchParams): Typed {
  const text = (name: string) => (params.get(name) ?? "").trim().slice(0, TEXT_MAX);
  const number = text("case");
  return {
    customer: text("customer"),
    from: localText(text("from")),
    to: localText(text("to")),
    page: text("page"),
    case: /^\d{1,9}$/.test(number) ? number : "",
  };
}

/** As a field of the form takes it: what is an instant becomes Helsinki's time. */
function localText(text: string): string {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(text)) return text;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : fieldTime(at);
}

const fieldTime = (at: Date): string => formatInstant(at).replace(" ", "T");

export type PeriodRead = { from: Date; to: Date } | { field: "from" | "to"; message: string } | null;

/** The period of the form. Null: none was given. Without an end it goes on until now. */
export function periodRead({ from, to }: Typed, now: Date): PeriodRead {
  if (from === "" && to === "") return null;
  const says = "Give a time such as 2026-11-23T09:00, in Helsinki.";
  const start = parseLocal(from);
  if (!start) return { field: "from", message: says };
  const end = to === "" ? now : parseLocal(to);
  return end ? { from: start, to: end } : { field: "to", message: says };
}

/** One click for the usual periods, the customer and the page kept. */
export function quickPeriods(typed: Typed, now: Date): { label: string; to: string; current: boolean }[] {
  const midnight = parseLocal(formatDay(now))!;
  const yesterday = parseLocal(formatDay(midnight.getTime() - HOUR))!;
  const since = (hours: number): [Date, Date] => [new Date(now.getTime() - hours * HOUR), now];
  const periods: [string, [Date, Date]][] = [
    ["Last hour", since(1)],
    ["Last 4 hours", since(4)],
    ["Today", [midnight, now]],
    ["Yesterday", [yesterday, midnight]],
    ["Last 7 days", since(7 * 24)],
  ];
  return periods.map(([label, [from, to]]) => {
    const times = { from: fieldTime(from), to: fieldTime(to) };
    return {
      label,
      to: paths.diagnosis({ ...typed, ...times }),
      current: times.from === typed.from && times.to === typed.to,
    };
  });
}
