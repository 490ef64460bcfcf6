import { Temporal } from "temporal-polyfill";
import type { InLanguages } from "#db/schema/bulletins.ts";

/** What a planned window is called until somebody calls it something else: by the ISO week of its start. */
export function plannedTitles(startsAt: Date, timeZone: string): InLanguages {
  const week = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone).weekOfYear;
  return {
    fi: `Huoltokatko, viikko ${week}`,
    sv: `Underhållsavbrott, vecka ${week}`,
    en: `Maintenance break, week ${week}`,
  };
}

export const urgentTitles: InLanguages = {
  fi: "Kiireellinen huoltokatko",
  sv: "Brådskande underhåll",
  en: "Urgent maintenance",
};

type Titled = { titleFi: string; titleSv: string; titleEn: string };
export const titleColumns = ({ fi, sv, en }: InLanguages): Titled => ({ titleFi: fi, titleSv: sv, titleEn: en });

/** Titles after a move: those that name the week follow it, others are somebody's own and stay. */
export function titlesAfterMove(window: Titled & { startsAt: Date }, startsAt: Date, timeZone: string): Titled {
  const before = titleColumns(plannedTitles(window.startsAt, timeZone));
  const after = titleColumns(plannedTitles(startsAt, timeZone));
  const follow = (column: keyof Titled) => (window[column] === before[column] ? after[column] : window[column]);
  return { titleFi: follow("titleFi"), titleSv: follow("titleSv"), titleEn: follow("titleEn") };
}
