import type { Root } from "hast";
import type { Language } from "../../i18n/languages.ts";
import type { BulletinSection } from "../bulletins/content-schema.ts";
import type { WindowPhase } from "./window-phase-rules.ts";

/** What the public's pages show, in the reader's language. Instants are ISO strings, UTC. */

export type PublicWindow = {
  /** Stable for ever: calendars and feeds know it by this. */
  id: string;
  kind: "planned" | "urgent";
  phase: WindowPhase;
  title: string;
  /** Plain text. */
  message: string;
  startsAt: string;
  endsAt: string;
  /** The clocks change within it, so that its length on the clock is not its length. */
  clockChange: boolean;
  /** Names of the parts that customers see. */
  components: string[];
  announcedAt: string | null;
  /** When its hours were last changed after it had been announced. */
  hoursChangedAt: string | null;
  finishedAt: string | null;
};

export type PublicMaintenance = {
  now: string;
  running: PublicWindow[];
  /** Announced, or cancelled before its time came. */
  coming: PublicWindow[];
  /** The year's plan so far as it is not announced yet. */
  preliminary: PublicWindow[];
  /** Newest first. */
  past: PublicWindow[];
};

export type PublicKind = "weekly" | "important";

export type PublicBulletinRow = {
  kind: PublicKind;
  slug: string;
  /** Null: it was retracted, and nothing of it is shown. */
  title: string | null;
  /** Of title and lead. */
  language: Language;
  /** Plain text, cut. */
  lead: string;
  /** The Monday of its week, `YYYY-MM-DD`; null for an announcement. */
  weekOf: string | null;
  publishedAt: string;
  correctedAt: string | null;
  pinned: boolean;
};

export type PublicBulletinList = {
  rows: PublicBulletinRow[];
  total: number;
  page: number;
  pages: number;
};

export type PublicArticle = {
  id: string;
  kind: PublicKind;
  slug: string;
  /** As in the list. */
  weekOf: string | null;
  publishedAt: string;
  correction: { at: string; note: string } | null;
} & (
  | { retraction: { at: string; note: string } }
  | {
      retraction: null;
      title: string;
      /** Of the title and the texts. */
      language: Language;
      lead: Root | null;
      /** Those that say something, in the order in which they are read. */
      sections: { section: BulletinSection; tree: Root }[];
      pages: string[];
      apis: string[];
    }
);

/** What stands on top of every page until its date. */
export type PinnedAnnouncement = { slug: string; title: string; language: Language };
