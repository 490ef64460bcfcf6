import { weekOf } from "./week-rules.ts";

/** Of the 100 that an address may have: the day, the words, and a number where two have the same. */
const WORDS_MAX = 70;

/** `2026-w47`: by the year that the week counts to, which around New Year is not the day's. */
export function weeklySlug(monday: string): string {
  const { year, week } = weekOf(monday);
  return `${year}-w${String(week).padStart(2, "0")}`;
}

/** `2026-11-23-palkanlaskennan-hairio`. @param day `YYYY-MM-DD` on which it was first published */
export function announcementSlug(day: string, title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = day;
  for (const word of words) {
    if (slug.length + 1 + word.length > day.length + 1 + WORDS_MAX) break;
    slug += `-${word}`;
  }
  return slug;
}

/** The first address that is free: the same with a number. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
