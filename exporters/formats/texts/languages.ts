import type { ArchiveLanguage } from "../../run.ts";

/** In the order in which the archive names them after the customer's own. */
export const pageLanguages: readonly ArchiveLanguage[] = ["fi", "sv", "en"];

/** The customer's language first, then the others. */
export const languagesFrom = (first: ArchiveLanguage): ArchiveLanguage[] => [
  first,
  ...pageLanguages.filter((l) => l !== first),
];

export const languageName: Record<ArchiveLanguage, string> = { fi: "Suomi", sv: "Svenska", en: "English" };

/** A day as readers of the language write it. @param day YYYY-MM-DD */
export function dayText(language: ArchiveLanguage, day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  if (language === "fi") return `${date}.${month}.${year}`;
  if (language === "sv") return day;
  return `${date} ${MONTHS[month - 1]} ${year}`;
}
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const yearText = (language: ArchiveLanguage, year: { startsOn: string; endsOn: string }): string =>
  `${dayText(language, year.startsOn)} – ${dayText(language, year.endsOn)}`;
