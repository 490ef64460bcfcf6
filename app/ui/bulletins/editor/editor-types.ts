import type { Root } from "hast";
import type { ContentProblem } from "#app/domain/bulletins/bulletin-view.ts";
import type { BulletinContent, BulletinSection } from "#app/domain/bulletins/content-schema.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { Conflict } from "./editing-rules.ts";

/** A text of one language as its readers will see it. */
export type Preview = { lead: Root; sections: Record<BulletinSection, Root>; problems: ContentProblem[] };

/**
 * What pressing Save, or collecting the week's releases, came to. `stored` is what the version says; in a conflict `content` has
 * everything of both that could be put together, and nothing of it is saved.
 */
export type DraftOutcome =
  | { kind: "saved"; version: number; merged: boolean; collected: boolean; stored: BulletinContent }
  | {
      kind: "conflict";
      version: number;
      by: string | null;
      content: BulletinContent;
      stored: BulletinContent;
      fields: Omit<Conflict, "name">[];
    };
export type Autosaved = { kind: "autosaved"; savedAt: string };

/** What the editor begins with. */
export type Beginning = {
  id: string;
  kind: "weekly" | "important";
  /** The version that a save is compared with. */
  baseVersion: number;
  content: BulletinContent;
  /** What is stored as that version: what differs from it is not saved. */
  stored: BulletinContent;
  /** Of what the fields hold, when it was kept as the person's own draft. */
  keptAt: string | null;
  firstLanguage: Language;
  language: Language;
  previews: Record<Language, Preview>;
  /** What a form that was sent without scripts came to. */
  conflicts: { by: string | null; fields: Conflict[] };
  said: Said | null;
};

/** What the last button came to; `field` is the form's field that is at fault. */
export type Said = { tone: "quiet" | "bad"; text: string; code?: string; field?: string };
