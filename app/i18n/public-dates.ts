import { formatInstant } from "./formats.ts";
import type { Language } from "./languages.ts";
import { weekNumber } from "./week-number.ts";

// Own names: browsers and Node disagree on abbreviations, and both must write the same page.
const weekdays: Record<Language, readonly string[]> = {
  fi: ["su", "ma", "ti", "ke", "to", "pe", "la"],
  sv: ["sö", "må", "ti", "on", "to", "fr", "lö"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `21.11.2026` in Finnish and Swedish, `21 Nov 2026` in English, of a calendar day `2026-11-21`. */
export function dateInLanguage(day: string, language: Language): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return language === "en" ? `${date} ${months[month - 1]} ${year}` : `${date}.${month}.${year}`;
}

/** `la 21.11.2026`, `lö 21.11.2026`, `Sat 21 Nov 2026` of a calendar day `2026-11-21`. */
export function dayInLanguage(day: string, language: Language): string {
  return `${weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()]} ${dateInLanguage(day, language)}`;
}

/** `6.00` in Finnish and Swedish, `06:00` in English. */
const clock = (at: string, language: Language) => (language === "en" ? at : `${Number(at.slice(0, 2))}.${at.slice(3)}`);
const before: Record<Language, string> = { fi: " klo ", sv: " kl. ", en: ", " };

/** An instant in Helsinki time: `la 21.11.2026 klo 22.00`. @param instant an ISO string in UTC */
export function instantInLanguage(instant: string | Date, language: Language): string {
  const [day, at] = formatInstant(instant).split(" ") as [string, string];
  return `${dayInLanguage(day, language)}${before[language]}${clock(at, language)}`;
}

/** From one instant to another in Helsinki time; a day that both have in common is said once. */
export function spanInLanguage(from: string | Date, to: string | Date, language: Language): string {
  const [fromDay] = formatInstant(from).split(" ") as [string];
  const [toDay, toClock] = formatInstant(to).split(" ") as [string, string];
  const end = fromDay === toDay ? clock(toClock, language) : instantInLanguage(to, language);
  return `${instantInLanguage(from, language)} – ${end}`;
}

/** `8 h`, `45 min`, `8 h 30 min`: the same words in all three languages. */
export function lengthInWords(from: string | Date, to: string | Date): string {
  const minutes = Math.round((new Date(to).getTime() - new Date(from).getTime()) / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(" ");
}

/** The ISO week in which it is in Helsinki at an instant. */
export const weekOfInstant = (instant: string | Date): number => weekNumber(formatInstant(instant).slice(0, 10));
