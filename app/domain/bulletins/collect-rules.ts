import type { ReleaseItem } from "#db/schema/releases.ts";
import { type Language, languages } from "../../i18n/languages.ts";
import { type BulletinContent, NAMES_MAX, SECTION_MAX } from "./content-schema.ts";
import { weekOf } from "./week-rules.ts";

export type ToldRelease = { id: string; kind: "weekly" | "urgent"; items: readonly ReleaseItem[] };

/** What a weekly bulletin is called before somebody calls it something else. */
export function weeklyTitles(monday: string): Record<Language, string> {
  const { year, week } = weekOf(monday);
  return {
    fi: `Viikkotiedote ${week}/${year}`,
    sv: `Veckobulletin ${week}/${year}`,
    en: `Weekly bulletin ${week}/${year}`,
  };
}

const words = (text: string) => text.replace(/\s+/g, " ").trim();
const heard = (line: string) =>
  words(line.replace(/^\s*[-*+]\s+/, ""))
    .replace(/[.!]$/, "")
    .toLowerCase();

/**
 * Adds the lines of releases to a bulletin, each once: urgent releases to their own section, others by what each line says it
 * is. Releases are written in one language, so that the lines stand in all of them, and a language other than the first that
 * got one waits for its translation.
 * @returns the ids of the releases whose lines are all in; those of one that found no room are missing
 */
export function collectLines(
  content: BulletinContent,
  releases: readonly ToldRelease[],
  first: Language,
): { content: BulletinContent; told: string[] } {
  const next = structuredClone(content);
  const told: string[] = [];
  for (const release of releases) {
    let whole = true;
    for (const item of release.items) {
      const section = release.kind === "urgent" ? "urgent" : item.section;
      const line = `- ${words(item.text)}`;
      for (const language of languages) {
        const text = next.texts[language];
        const lines = text.sections[section].split("\n");
        if (lines.some((there) => heard(there) === heard(line))) continue;
        const longer = text.sections[section] ? `${text.sections[section]}\n${line}` : line;
        if (longer.length > SECTION_MAX) {
          whole = false;
          continue;
        }
        text.sections[section] = longer;
        if (language !== first) text.translated = false;
      }
    }
    for (const field of ["pages", "apis"] as const) {
      const names = new Set([...next[field], ...release.items.flatMap((item) => item[field])]);
      next[field] = [...names].slice(0, NAMES_MAX);
    }
    if (whole) told.push(release.id);
  }
  return { content: next, told };
}
