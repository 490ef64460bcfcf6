import type { InLanguages } from "#db/schema/bulletins.ts";
import type { Language } from "../../i18n/languages.ts";
import type { ReleaseRow } from "../releases/release-view.ts";
import type { BulletinContent } from "./content-schema.ts";
import type { BulletinAction, BulletinAvailability, BulletinState } from "./bulletin-states.ts";

/** What the console's pages about bulletins show. Instants are ISO strings, UTC; `weekOf` is a Monday, `YYYY-MM-DD`. */
export type BulletinKind = "weekly" | "important";

export type BulletinRow = {
  id: string;
  kind: BulletinKind;
  slug: string;
  state: BulletinState;
  /** In the first language that has a title. */
  title: string;
  week: { year: number; week: number; monday: string } | null;
  untranslated: Language[];
  scheduledFor: string | null;
  publishedAt: string | null;
  correctedAt: string | null;
  /** A correction of what is public is being worked on. */
  correcting: boolean;
  pinnedUntil: string | null;
  updatedAt: string;
  updatedBy: string | null;
};

export type BulletinEventView = { at: string; by: string | null; what: string; version: number; note: string | null };

export type BulletinView = BulletinRow & {
  now: string;
  version: number;
  content: BulletinContent;
  published: BulletinContent | null;
  publishedVersion: number | null;
  correctionNote: InLanguages | null;
  retractionNote: InLanguages | null;
  retractedAt: string | null;
  submittedBy: string | null;
  approvedBy: string | null;
  releases: ReleaseRow[];
  events: BulletinEventView[];
  /** Links and images that do not lead anywhere, with the place: language and section. */
  problems: ContentProblem[];
  mailing: { id: string; state: "queued" | "sending" | "sent" | "cancelled"; recipients: number; sent: number } | null;
  actions: Record<BulletinAction, BulletinAvailability>;
};

/** Something in the text that a reader would stumble over. `blocks`: it cannot be sent to review so. */
export type ContentProblem = {
  language: Language;
  /** `title`, `lead` or a section. */
  field: string;
  code: string;
  message: string;
  blocks: boolean;
};

/** What one person typed and has not saved, with the text of the version that they began with. */
export type Autosave = { baseVersion: number; base: BulletinContent; content: BulletinContent; savedAt: string };

/**
 * What saving led to. Changes of different fields by two people are merged; of the same field, neither is lost: `conflict` has
 * both texts of each such field, and what was typed stays in the autosave.
 */
export type SaveOutcome =
  | { kind: "saved"; version: number; merged: boolean }
  | {
      kind: "conflict";
      version: number;
      by: string | null;
      /** With everything that could be merged. */
      content: BulletinContent;
      fields: { language: Language | null; field: string; base: string; mine: string; theirs: string }[];
    };
