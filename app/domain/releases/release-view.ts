import type { ReleaseItem } from "#db/schema/releases.ts";
import type { MarkView } from "../maintenance/maintenance-view.ts";

/** What the pages about releases show. Instants are ISO strings, UTC; times in seconds. */
export type Verdict = "better" | "same" | "worse" | "not_enough_data";

export type ComparedPart = {
  /** A page or a client kind; null: all. */
  page: string | null;
  client: string | null;
  before: { requests: number; averageSeconds: number | null };
  after: { requests: number; averageSeconds: number | null };
  verdict: Verdict;
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
  /** Hours that maintenance touched were left out of both sides. */
  excluded: string[];
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
  may: { record: boolean };
};
