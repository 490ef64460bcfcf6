import type { InLanguages } from "#db/schema/bulletins.ts";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { WindowAction, WindowAvailability, WindowState } from "./window-states.ts";

/** What the pages about maintenance show. Instants are ISO strings, UTC; days `YYYY-MM-DD` in the service's zone. */

/** Something that customers do on the days of a window. */
export type Clash = { kind: "vat" | "salary" | "month_end" | "holiday"; day: string; what: string };

/** How a window stands to its time, beyond its state. */
export type WindowTiming =
  | "coming"
  /** Planned, and the day by which it had to be announced is over. */
  | "announcement_late"
  | "running"
  /** Runs, and its end is near. */
  | "ending_soon"
  /** Runs past its end: its alerts are no longer silenced. */
  | "overrun"
  | "finished"
  | "finished_early"
  | "finished_late"
  | "cancelled";

export type WindowRow = {
  id: string;
  kind: "planned" | "urgent";
  state: WindowState;
  timing: WindowTiming;
  /** `YYYY-MM`; null for an urgent one. */
  planMonth: string | null;
  title: string;
  startsAt: string;
  endsAt: string;
  /** By when it must be announced. */
  announceBy: string;
  announcedAt: string | null;
  /** Whether its hours are not those of the rule. */
  moved: boolean;
  /** A clock change lies within it, so that its length on the clock is not its length. */
  clockChange: boolean;
  clashes: Clash[];
  /** Waits for a second person. */
  proposal: { kind: ProposedChange["kind"]; byMe: boolean } | null;
  components: { key: string; name: string }[];
};

export type YearPlan = {
  now: string;
  /** One sentence that answers first: what comes next and what is late. */
  sentence: string;
  /** The rule in words, and as the RRULE that is its equal (RFC 5545). */
  rule: { words: string; rrule: string };
  year: number;
  years: number[];
  /** All of the year, urgent ones too, in order of their start. */
  rows: WindowRow[];
  /** The id of the window that comes next; null: none is planned. */
  next: string | null;
  may: { manage: boolean };
};

export type ProposedChange = {
  id: string;
  kind: "move" | "skip" | "shorten" | "lengthen";
  startsAt: string | null;
  endsAt: string | null;
  reason: string;
  state: "proposed" | "approved" | "refused" | "withdrawn";
  proposedBy: string;
  proposedByMe: boolean;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
  clashes: Clash[];
};

/** What is held in Grafana for a window or a release. */
export type MarkView = {
  id: string;
  kind: "silence" | "annotation";
  /** The component's key and name; null for the annotation. */
  component: { key: string; name: string } | null;
  /** `wanted`: not there yet; `ended_by_hand`: somebody ended the silence in Grafana while the window ran. */
  state: "wanted" | "held" | "ended_by_hand" | "removed";
  externalId: string | null;
  problem: GrafanaProblem | null;
  /** What had been changed by hand and was put back last: words. */
  repaired: string[];
  repairedAt: string | null;
  checkedAt: string | null;
};

/** An alert that a silence would keep quiet, or that fires although it is in scope. */
export type MatchedAlert = { name: string; component: string; since: string | null; state: string };

export type WindowEventView = { at: string; by: string | null; what: string };

export type WindowView = WindowRow & {
  now: string;
  version: number;
  sentence: string;
  titles: InLanguages;
  messages: InLanguages;
  componentsToChoose: { key: string; name: string; chosen: boolean; hasMatchers: boolean }[];
  undoableUntil: string | null;
  startedAt: string | null;
  startedByClock: boolean;
  verifyingAt: string | null;
  finishedAt: string | null;
  /** The one that waits, or else null. */
  openChange: ProposedChange | null;
  changes: ProposedChange[];
  checklist: { position: number; text: string; doneBy: string | null; doneAt: string | null }[];
  marks: MarkView[];
  /** Alerts in its scope that fire now; null while nobody can tell. Shown from ten minutes before the end. */
  stillFiring: MatchedAlert[] | null;
  mailing: { id: string; state: "queued" | "sending" | "sent" | "cancelled"; recipients: number; sent: number } | null;
  /** Incidents that began within it: an outage during a window is an outage. */
  incidents: { number: number; title: string }[];
  events: WindowEventView[];
  actions: Record<WindowAction, WindowAvailability>;
};
