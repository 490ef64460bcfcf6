import type { ArchiveFile } from "./archive-files.server.ts";
import { addDays, daysBetween, type SwitchDates } from "./clock-rules.ts";
import type { CalendarDate } from "./notice-rules.ts";

/** Closer than this, a date is shown as near. */
const NEAR_DAYS = 14;

export type ShownDate = CalendarDate & {
  daysLeft: number;
  /** `late`: it has passed and what it was for is not done. */
  state: "past" | "late" | "near" | "coming";
};

export type ExportLife = {
  today: string;
  dates: SwitchDates | null;
  /** The dates are the law's own, since nobody has recorded the customer's. */
  assumed: boolean;
  /** Of an archive that is ready: after this day it is removed. */
  handOverBy: string | null;
  /** Of a run that failed: after this day the request lapses. */
  runAgainBy: string | null;
  handedOverOn: string | null;
  /** The last day for fetching, when the dates are recorded and the archive is with the customer or will be. */
  fetchUntil: string | null;
  fetchedOn: string | null;
  serviceErasedOn: string | null;
  coming: ShownDate[];
  /** The last day to tell of a longer transition, and the last day on which one could end. */
  tellBy: string | null;
  longest: string | null;
  notices: { kind: string; dueOn: string; sentAt: Date }[];
  erasure: Erasure | null;
  files: ArchiveFile[];
  downloads: Download[];
};

export type Erasure = {
  proposedBy: string;
  proposedById: string;
  proposedAt: Date;
  reason: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  erasedAt: Date | null;
  errorCode: string | null;
  certificateSha256: string | null;
  certificateKey: string | null;
};

export type Download = {
  id: string;
  part: number;
  startedAt: Date;
  finishedAt: Date | null;
  rangeStart: number;
  rangeEnd: number;
  bytesSent: number;
  whole: boolean;
};

/** What is shown of a date on a day. Only what was to be done by then is late. */
export function shown(date: CalendarDate, today: string): ShownDate {
  const daysLeft = daysBetween(today, date.on);
  // The erasure is due from its day on, and late a month after it.
  const by = date.key === "erase" ? addDays(date.on, 30) : date.on;
  const toBeDone = date.key === "transition_ends" || date.key === "erase";
  const state = daysLeft > NEAR_DAYS ? "coming" : today <= by ? "near" : toBeDone ? "late" : "past";
  return { ...date, daysLeft, state };
}

/** The one date to show of a request: what is late before what is to come; what has passed is not shown. */
export function nextDate(dates: readonly CalendarDate[], today: string): ShownDate | null {
  const all = dates.map((date) => shown(date, today));
  return all.find((date) => date.state === "late") ?? all.find((date) => date.state !== "past") ?? null;
}
