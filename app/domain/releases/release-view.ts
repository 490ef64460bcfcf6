import type { ReleaseItem } from "#db/schema/releases.ts";
import type { Provenance } from "../measurements/measurement.ts";
import type { MarkView } from "../maintenance/maintenance-view.ts";

/** What the pages about releases show. Instants are ISO strings, UTC; times in seconds. */
export type Verdict = "better" | "same" | "worse" | "not_enough_data";

export type ComparedPart = {
  /** A page of a client kind, a client kind, or (both null) all. */
  page: string | null;
  client: string | null;
  before: { requests: number; averageSeconds: number | null };
  after: { requests: number; averageSeconds: number | null };
  verdict: Verdict;
  /** It moved, but had done so the day before the release already: "same" is of the release. */
  already: boolean;
};

/** How the service was so many hours after a release, against the same hours one week before. */
export type Comparison = {
  hours: 1 | 24 | 72;
  from: string;
  to: string;
  beforeFrom: string;
  beforeTo: string;
  verdict: Verdict;
  /** One sentence, and how it was judged. */
  sentence: string;
  method: string;
  overall: ComparedPart;
  clients: ComparedPart[];
  pages: ComparedPart[];
  /** Hours that maintenance touched, or that were not measured, were left out of both sides. */
  excluded: string[];
  /** What else happened in those hours: another release, a roll-back, an incident. */
  notes: string[];
  /** Of requests and of times, after the release. */
  provenance: Provenance[];
};

export type ReleaseRow = {
  id: string;
  version: string;
  kind: "weekly" | "urgent";
  releasedAt: string;
  commit: string | null;
  items: ReleaseItem[];
  /** Who told: a person's name, or the key's. */
  source: { kind: "staff" | "api_key" | "unknown"; name: string };
  rolledBackAt: string | null;
  rollbackReason: string | null;
  /** The latest comparison that there is. */
  verdict: { hours: 1 | 24 | 72; verdict: Verdict } | null;
  /** The bulletin that tells of it. */
  bulletin: { id: string; title: string; state: string } | null;
};

export type ReleaseView = ReleaseRow & {
  now: string;
  /** In the order 1, 24, 72; `due` for those whose time has not passed. */
  comparisons: (Comparison | { hours: 1 | 24 | 72; due: string; problem: string | null })[];
  mark: MarkView | null;
  /** Of the record, for whoever corrects it. */
  recordVersion: number;
  may: { record: boolean };
};
