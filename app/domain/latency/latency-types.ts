import type { Provenance } from "../measurements/measurement.ts";

/**
 * What the verbs of latency return. Instants are ISO strings in UTC, days `YYYY-MM-DD` in the service's time zone, times in
 * seconds, shares 0..1. Null is no data, never zero.
 */

/** What an average is made of. Sums are added; averages never are. `within` is NaN where an hour was counted by another target. */
export type Sums = { requests: number; seconds: number; within: number; errors: number };

/** Hours that have been measured, of those that have passed. */
export type Coverage = { hoursMeasured: number; hoursPassed: number };

/** How a stretch of time stands against the target. */
export type Attained = {
  sums: Sums;
  /** Null without traffic. */
  average: number | null;
  target: number;
  /** Whether the average is at most the target; null without traffic. */
  kept: boolean | null;
  /** Target minus average: seconds of each request. Negative when missed. */
  headroom: number | null;
  /** Target times requests minus the seconds used: the budget left. Negative when overdrawn. */
  headroomSeconds: number | null;
  withinShare: number | null;
  errorShare: number | null;
  coverage: Coverage;
};

/** The same time twice: as measured, and without the hours that an announced window or urgent maintenance touched. */
export type Both = {
  raw: Attained;
  corrected: Attained;
  /** Hours that the corrected figures leave out; with none, both are the same. */
  hoursLeftOut: number;
  /** One sentence for each window that was left out. */
  exclusions: string[];
};

export type PeriodKind = "day" | "week" | "month" | "quarter" | "year" | "rolling" | "chosen";
export type Period = {
  kind: PeriodKind;
  /** As in an address: 2026-11-23, 2026-W48, 2026-11, 2026-Q4, 2026, 7d, or `from/to`. */
  key: string;
  /** Such as "Week 48, 2026". */
  label: string;
  from: string;
  /** Its end, exclusive; in the future for a period that still runs. */
  to: string;
  /** How far it has passed: the earlier of now and its end. */
  until: string;
};

export type Trend = {
  /** Seconds, this minus the one before; null when either has no data. */
  difference: number | null;
  /** "0.04 s faster than last week by now". */
  words: string;
};

/** Figures of a period by client kind; the name comes from the service profile. */
export type ClientFigures = Both & { client: string; name: { en: string; fi: string; sv: string } };

export type PeriodRow = Both & {
  id: "now" | "today" | "week" | "month" | "quarter" | "year" | "chosen";
  /** "Now", "Today", "This week", or the chosen period's label. */
  name: string;
  /** "Now" is the last five minutes. */
  period: Period;
  trend: Trend;
  /** Median and 95th percentile; for more than a day, `words` says that they are not shown. */
  percentiles: { p50: number | null; p95: number | null; words: string | null; provenance: Provenance | null };
  /** Of the newest measurement in it. */
  provenance: Provenance;
};

/** The month's budget: target times requests, minus the seconds used. */
export type Budget = {
  month: Period;
  soFar: Attained;
  /** Null when there is not enough data; `words` says why, or what was assumed. */
  projection: { requests: number; seconds: number; average: number; headroomSeconds: number; kept: boolean } | null;
  words: string;
};

export type Burn = {
  severity: "page" | "ticket";
  factor: number;
  long: { window: string; burn: number | null; provenance: Provenance };
  short: { window: string; burn: number | null; provenance: Provenance };
  /** Null when either window has no data: unknown is not quiet. */
  firing: boolean | null;
  words: string;
};

/** A maintenance window as charts and reports show it. */
export type WindowSpan = {
  id: string;
  kind: "planned" | "urgent";
  title: { en: string; fi: string; sv: string };
  from: string;
  to: string;
  /** Announced before it began. */
  announced: boolean;
  /** Its hours are left out of the corrected figures. */
  leftOut: boolean;
};
export type ReleaseMark = { version: string; kind: "weekly" | "urgent"; at: string };

/** What one looks at: parsed from the address by `parseView`. */
export type LatencyView = {
  /** 24h, 7d, 28d, 91d, 365d, or a calendar period: 2026-11-23, 2026-W48, 2026-11, 2026-Q4, 2026. */
  period: string;
  /** A zoom inside or outside of the period, both or neither. */
  from?: string;
  to?: string;
  /** A client kind of the profile, or empty for all. */
  client: string;
  /** The chart's page; none is the whole service. */
  page?: string;
  /** One line in the chart for each client kind. */
  split: boolean;
};

/** How far the hours reach back, while they are being collected. */
export type History = {
  /** Of the way back to what Grafana keeps, 0..1; 1 when done. */
  share: number;
  done: boolean;
  /** "History is being collected: 62 %"; null when done. */
  words: string | null;
  oldestHour: string | null;
};

export type LatencyOverview = {
  now: string;
  target: number;
  view: LatencyView;
  /** The page's first sentence. */
  sentence: string;
  tone: "good" | "warn" | "bad" | "neutral";
  rows: PeriodRow[];
  /** The viewed period by client kind. */
  clients: ClientFigures[];
  budget: Budget;
  burns: Burn[];
  history: History;
};

export type ChartLine = { key: string; label: string; points: [time: number, value: number | null][] };
export type LatencyChart = {
  period: Period;
  /** What the points are: "5 minutes", "1 hour", "1 day". */
  resolution: string;
  lines: ChartLine[];
  windows: WindowSpan[];
  releases: ReleaseMark[];
  provenance: Provenance;
  /** What the reader has to know, such as that hours stand in while Grafana is away. */
  note: string | null;
};

export type PageFigures = {
  page: string;
  client: string;
  requests: number;
  average: number;
  /** Average minus target; above zero is missed. */
  overTarget: number;
  withinShare: number | null;
  /** Seconds over the target, all requests together; zero when the average is within. */
  secondsLost: number;
  /** Average minus that of the period before; null without enough traffic in both. */
  change: number | null;
};
export type PageChange = { page: string; client: string; requests: number; before: number; after: number };
export type PageSort = "lost" | "average" | "requests" | "within" | "change" | "page";
export type LatencyPages = {
  now: string;
  target: number;
  view: LatencyView;
  period: Period;
  previous: Period;
  filter: string;
  sort: PageSort;
  descending: boolean;
  /** Null when nothing was ever measured. At most 200, the first by the sort. */
  rows: PageFigures[] | null;
  /** Pages and client kinds that match the filter, shown or not. */
  matching: number;
  improved: PageChange[];
  regressed: PageChange[];
  /** Requests in both periods that a change needs. */
  minimumRequests: number;
  /** Of requests, seconds and within, in this order. */
  provenance: Provenance[];
};

export type PartFigures = { name: string; role: string | null; average: number | null; before: number | null };
export type LatencyParts = {
  now: string;
  target: number;
  window: string;
  nodes: { rows: PartFigures[] | null; provenance: Provenance };
  dependencies: {
    rows: (PartFigures & { errorShare: number | null; up: boolean | null })[] | null;
    provenance: Provenance;
  };
};

export type CustomerFigures = {
  /** Business id. */
  customer: string;
  /** Null when the ledger does not know it. */
  name: string | null;
  requests: number;
  average: number | null;
  withinShare: number | null;
  secondsLost: number;
  /** Of the seconds lost by all the customers in the list. */
  shareOfLoss: number;
  /** Client kinds with traffic, the one that loses most first. */
  clients: { client: string; requests: number; average: number | null; secondsLost: number }[];
};
export type LatencyCustomers = {
  now: string;
  target: number;
  period: Period;
  /** Null when nothing was ever measured; at most 20, the one that lost most first. */
  rows: CustomerFigures[] | null;
  minimumRequests: number;
  /** Of the list, then requests, seconds and within. */
  provenance: Provenance[];
};

export type CalendarDay = {
  day: string;
  value: number | null;
  requests: number;
  window: boolean;
  releases: string[];
};
export type LatencyCalendar = {
  now: string;
  target: number;
  view: LatencyView;
  period: Period;
  /** Seven local weekdays, Monday first, of 24 local hours each. */
  hoursOfWeek: (number | null)[][];
  /** Each local day of the last 53 weeks. */
  days: CalendarDay[];
  history: History;
  provenance: Provenance;
};

/** Why hours were over the target, as far as the console knows. */
export type MissReason =
  | { kind: "window"; window: WindowSpan }
  | { kind: "release"; release: ReleaseMark }
  | { kind: "incident"; number: number; title: string }
  /** The share of the seconds lost that this client kind lost. */
  | { kind: "client"; client: string; share: number }
  /** The share of the seconds lost that this page lost. */
  | { kind: "page"; page: string; client: string; share: number };

/** Hours in a row whose average was over the target. */
export type Miss = {
  from: string;
  to: string;
  hours: number;
  requests: number;
  average: number;
  secondsLost: number;
  reasons: MissReason[];
};

/** One month for the monthly report. */
export type MonthFigures = Both & {
  /** YYYY-MM */
  month: string;
  period: Period;
  now: string;
  target: number;
  /** The month is over and each of its hours was measured. */
  complete: boolean;
  coverage: Coverage;
  previous: { month: string; raw: Attained; corrected: Attained };
  byClient: ClientFigures[];
  byDay: (Both & { day: string; window: boolean; releases: string[] })[];
  /** ISO weeks, cut at the month's borders; `from` and `to` are days, both inclusive. */
  byWeek: (Both & { week: string; from: string; to: string })[];
  windows: WindowSpan[];
  releases: ReleaseMark[];
  /** The ones that lost most first, at most 20; `missedHours` counts all. */
  misses: Miss[];
  missedHours: number;
  provenance: Provenance;
};
