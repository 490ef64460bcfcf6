import type { BulletinKind, BulletinRow } from "#app/domain/bulletins/bulletin-view.ts";
import { formatDay, formatInstant } from "#app/i18n/formats.ts";
import { type Language, languageNamesInEnglish } from "#app/i18n/languages.ts";

type Said = Pick<
  BulletinRow,
  "week" | "title" | "state" | "correcting" | "scheduledFor" | "publishedAt" | "pinnedUntil"
>;

/** `Week 47`, of another year than today's with it. */
export function weekWords({ year, week }: { year: number; week: number }, now: string): string {
  return String(year) === formatDay(now).slice(0, 4) ? `Week ${week}` : `Week ${week}, ${year}`;
}

/** What a bulletin is called where it has no title yet. */
export function titleOf({ title, week, kind }: Pick<BulletinRow, "title" | "week" | "kind">, now: string): string {
  if (title) return title;
  return kind === "weekly" && week ? `${weekWords(week, now)}, without a title` : "Announcement without a title";
}

/** `Swedish and English`. */
export const languageWords = (languages: readonly Language[]): string =>
  languages.map((language) => languageNamesInEnglish[language]).join(" and ");

function standing({ state, correcting, scheduledFor }: Said): string {
  const what = correcting ? "a correction" : "a draft";
  switch (state) {
    case "draft":
      return `has ${what} in the making`;
    case "in_review":
      return `has ${what} in review`;
    case "approved":
      return correcting ? "has an approved correction" : "is approved and not published";
    case "scheduled":
      return `comes out ${formatInstant(scheduledFor!)}`;
    case "published":
      return "is published";
    default:
      return "is retracted";
  }
}

/** The answer of the list in one sentence: what is being made, and what came out last. */
export function listSentence(kind: BulletinKind, rows: readonly Said[], now: string): string {
  const name = (row: Said) =>
    kind === "weekly" && row.week ? weekWords(row.week, now).replace("Week", "week") : `“${row.title || "no title"}”`;
  const open = rows.filter(({ state }) => state !== "published" && state !== "retracted");
  const out = rows.find(({ state }) => state === "published");
  const said = [...open.slice(0, 3), ...(out ? [out] : [])].map((row) => `${name(row)} ${standing(row)}`);
  if (open.length > 3) said.splice(3, 0, `${open.length - 3} more are being made`);
  const pinned = rows.filter(({ state, pinnedUntil }) => state === "published" && pinnedUntil && pinnedUntil > now);
  if (kind === "important" && rows.length > 0)
    said.push(
      pinned.length === 0 ? "none is pinned now" : pinned.length === 1 ? "1 is pinned" : `${pinned.length} are pinned`,
    );
  if (said.length === 0)
    return kind === "weekly" ? "There is no weekly bulletin yet." : "There is no announcement yet.";
  const text = said.join("; ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** The answer of a bulletin's own page. */
export function bulletinSentence(
  row: Said & Pick<BulletinRow, "untranslated" | "correctedAt"> & { retractedAt: string | null },
): string {
  const missing = row.untranslated.length > 0 ? ` Not translated: ${languageWords(row.untranslated)}.` : "";
  switch (row.state) {
    case "published":
      return `Published ${formatInstant(row.publishedAt!)}${
        row.correctedAt ? `, corrected ${formatInstant(row.correctedAt)}` : ""
      }.${missing}`;
    case "retracted":
      return `Retracted ${formatInstant(row.retractedAt!)}. Readers see why in its place.`;
    case "scheduled":
      return `Comes out ${formatInstant(row.scheduledFor!)}, Europe/Helsinki.${missing}`;
    case "approved":
      return `Approved; nobody reads it before it is published.${missing}`;
    case "in_review":
      return `In review by another person than the one who sent it.${missing}`;
    default:
      return row.correcting
        ? `A correction is being written; the public reads what was published ${formatInstant(row.publishedAt!)}.${missing}`
        : `A draft; nobody outside reads it.${missing}`;
  }
}
