import { eachHour, type HourTable, type Span } from "./hour-table-rules.ts";
import type { Miss, MissReason, ReleaseMark, WindowSpan } from "./latency-types.ts";
import { HOUR } from "./local-hours-rules.ts";

/** A release can be why hours are slow up to so long after it. */
const AFTER_RELEASE_MS = 3 * HOUR;
/** A client kind or page that lost less of the seconds than this is not a reason. */
const CLIENT_SHARE_MIN = 0.3;
const PAGE_SHARE_MIN = 0.1;
const PAGES_MAX = 3;

export type Incident = { number: number; title: string; from: number; to: number };

/** Stretches of hours in a row whose average was over the target, in order; a gap in the hours ends one. */
export function missesOf(hours: HourTable, span: Span, target: number): Miss[] {
  const found: (Omit<Miss, "from" | "to" | "reasons"> & { start: number; end: number; used: number })[] = [];
  eachHour(hours, span, "", (hour, { requests, seconds }) => {
    if (requests <= 0 || seconds / requests <= target) return;
    let last = found.at(-1);
    if (last?.end !== hour) {
      last = { start: hour, end: hour, hours: 0, requests: 0, used: 0, average: 0, secondsLost: 0 };
      found.push(last);
    }
    last.end = hour + HOUR;
    last.hours += 1;
    last.requests += requests;
    last.used += seconds;
  });
  return found.map(({ start, end, used, ...miss }) => ({
    ...miss,
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    average: used / miss.requests,
    secondsLost: used - target * miss.requests,
    reasons: [],
  }));
}

/** What the console knows of why: what was announced, released or reported then, and which client kinds lost the time. */
export function reasonsOf(
  miss: Miss,
  hours: HourTable,
  known: {
    windows: readonly WindowSpan[];
    releases: readonly ReleaseMark[];
    incidents: readonly Incident[];
    target: number;
  },
): MissReason[] {
  const [from, to] = [Date.parse(miss.from), Date.parse(miss.to)];
  const windows = known.windows.filter((window) => Date.parse(window.from) < to && Date.parse(window.to) > from);
  const releases = known.releases.filter(({ at }) => Date.parse(at) < to && Date.parse(at) > from - AFTER_RELEASE_MS);
  const incidents = known.incidents.filter((incident) => incident.from < to && incident.to > from);
  return [
    ...windows.map((window): MissReason => ({ kind: "window", window })),
    ...incidents.map(({ number, title }): MissReason => ({ kind: "incident", number, title })),
    ...releases.map((release): MissReason => ({ kind: "release", release })),
    ...clientReasons(hours, { from, to }, known.target),
  ];
}

function clientReasons(hours: HourTable, span: Span, target: number): MissReason[] {
  const lost = [...hours.clients.keys()].map((client) => {
    let [requests, used] = [0, 0];
    eachHour(hours, span, client, (_, sums) => {
      requests += sums.requests;
      used += sums.seconds;
    });
    return { client, lost: Math.max(0, used - target * requests) };
  });
  return shares(lost, CLIENT_SHARE_MIN).map(({ client, share }) => ({ kind: "client", client, share }));
}

/** Pages that lost most of a miss's seconds, at most three. */
export function pageReasons(
  pages: readonly { page: string; client: string; requests: number; seconds: number }[],
  target: number,
): MissReason[] {
  const lost = pages.map((row) => ({ ...row, lost: Math.max(0, row.seconds - target * row.requests) }));
  return shares(lost, PAGE_SHARE_MIN)
    .slice(0, PAGES_MAX)
    .map(({ page, client, share }) => ({ kind: "page", page, client, share }));
}

function shares<T extends { lost: number }>(rows: readonly T[], least: number): (T & { share: number })[] {
  const all = rows.reduce((sum, { lost }) => sum + lost, 0);
  return rows
    .map((row) => ({ ...row, share: all > 0 ? row.lost / all : 0 }))
    .filter(({ share }) => share >= least)
    .toSorted((a, b) => b.share - a.share);
}
