import { type Language, languages } from "../../i18n/languages.ts";
import type { BulletinRow } from "./bulletin-view.ts";
import type { Bulletin } from "./change-bulletin.server.ts";
import { type BulletinContent, untranslated } from "./content-schema.ts";
import { weekOf } from "./week-rules.ts";

/** The title in the first language that has one. */
export const titleOf = ({ texts }: BulletinContent, first: Language): string =>
  [first, ...languages].map((language) => texts[language].title).find((title) => title !== "") ?? "";

/** A bulletin as lists show it. @param updatedBy who did the last thing with it; null: a job */
export function bulletinRow(
  row: Bulletin,
  { first, updatedBy }: { first: Language; updatedBy: string | null },
): BulletinRow {
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    state: row.state,
    title: titleOf(row.content, first),
    week: row.weekOf ? weekOf(row.weekOf) : null,
    untranslated: untranslated(row.content),
    scheduledFor: row.scheduledFor?.toISOString() ?? null,
    publishedAt: row.firstPublishedAt?.toISOString() ?? null,
    correctedAt: row.correctedAt?.toISOString() ?? null,
    correcting: row.published !== null && row.state !== "published" && row.state !== "retracted",
    pinnedUntil: row.pinnedUntil?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy,
  };
}
