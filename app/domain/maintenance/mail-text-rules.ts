import { monthNames } from "../../i18n/formats.ts";
import { Temporal } from "temporal-polyfill";
import type { InLanguages } from "#db/schema/bulletins.ts";
import type { MailText } from "#db/schema/mailings.ts";
import type { Language } from "../../i18n/languages.ts";
import { hasClockChange } from "./timing-rules.ts";

/** What customers are told about a window by mail. */
export const tidings = ["announced", "moved", "extended", "cancelled"] as const;
export type Tiding = (typeof tidings)[number];

export type ToldWindow = {
  titles: InLanguages;
  messages: InLanguages;
  startsAt: Date;
  endsAt: Date;
};

type Words = {
  weekdays: readonly string[];
  /** A wall time in the language. */
  time: (at: Temporal.ZonedDateTime, weekday: string) => string;
  /** How the service's own zone is called; others go by their name. */
  helsinki: string;
  subject: Record<Tiding, (title: string) => string>;
  lead: Record<Tiding, string>;
  starts: string;
  ends: string;
  clockChange: string;
  zone: (name: string) => string;
  more: string;
};

const pad = (number: number) => String(number).padStart(2, "0");

const words: Record<Language, Words> = {
  fi: {
    weekdays: ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"],
    time: (at, weekday) => `${weekday} ${at.day}.${at.month}.${at.year} klo ${at.hour}.${pad(at.minute)}`,
    helsinki: "Suomen aikaa",
    subject: {
      announced: (title) => title,
      moved: (title) => `Aika on muuttunut: ${title}`,
      extended: (title) => `Huolto jatkuu suunniteltua pidempään: ${title}`,
      cancelled: (title) => `Peruttu: ${title}`,
    },
    lead: {
      announced: "Palvelussa on huoltokatko.",
      moved: "Huoltokatkon ajankohta on muuttunut. Uusi ajankohta on tämä.",
      extended: "Huolto kestää aiemmin ilmoitettua pidempään.",
      cancelled: "Tätä huoltokatkoa ei pidetä.",
    },
    starts: "Alkaa",
    ends: "Päättyy",
    clockChange: "Kelloja siirretään katkon aikana.",
    zone: (name) => `Ajat: ${name}.`,
    more: "Ajantasaiset tiedot:",
  },
  sv: {
    weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    time: (at, weekday) => `${weekday} ${at.day}.${at.month}.${at.year} kl. ${pad(at.hour)}.${pad(at.minute)}`,
    helsinki: "finsk tid",
    subject: {
      announced: (title) => title,
      moved: (title) => `Tiden har ändrats: ${title}`,
      extended: (title) => `Underhållet tar längre tid än planerat: ${title}`,
      cancelled: (title) => `Inställt: ${title}`,
    },
    lead: {
      announced: "Tjänsten har ett underhållsavbrott.",
      moved: "Tiden för underhållsavbrottet har ändrats. Den nya tiden är denna.",
      extended: "Underhållet tar längre tid än vad som meddelats.",
      cancelled: "Detta underhållsavbrott blir inte av.",
    },
    starts: "Börjar",
    ends: "Slutar",
    clockChange: "Klockorna ställs om under avbrottet.",
    zone: (name) => `Tider: ${name}.`,
    more: "Aktuell information:",
  },
  en: {
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    time: (at, weekday) =>
      `${weekday} ${at.day} ${monthNames[at.month - 1]} ${at.year} at ${pad(at.hour)}:${pad(at.minute)}`,
    helsinki: "Finnish time",
    subject: {
      announced: (title) => title,
      moved: (title) => `New time: ${title}`,
      extended: (title) => `Maintenance takes longer than planned: ${title}`,
      cancelled: (title) => `Cancelled: ${title}`,
    },
    lead: {
      announced: "The service has a maintenance break.",
      moved: "The maintenance break has been moved. This is its new time.",
      extended: "The maintenance takes longer than was announced.",
      cancelled: "This maintenance break will not take place.",
    },
    starts: "Starts",
    ends: "Ends",
    clockChange: "The clocks change during the break.",
    zone: (name) => `Times: ${name}.`,
    more: "Up-to-date information:",
  },
};

/**
 * A mail about a window in each language, with its hours as the wall clock shows them.
 * @param where the public page, absolute, in each language
 */
export function maintenanceMail(
  tiding: Tiding,
  window: ToldWindow,
  { timeZone, where }: { timeZone: string; where: InLanguages },
): InLanguages<MailText> {
  const inLanguage = (language: Language): MailText => {
    const say = words[language];
    const time = (instant: Date) => {
      const at = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
      return say.time(at, say.weekdays[at.dayOfWeek - 1]!);
    };
    const zone = say.zone(timeZone === "Europe/Helsinki" ? say.helsinki : timeZone);
    const told = tiding === "cancelled" ? "" : window.messages[language].trim();
    const paragraphs = [
      window.titles[language],
      say.lead[tiding],
      [
        `${say.starts}: ${time(window.startsAt)}`,
        `${say.ends}: ${time(window.endsAt)}`,
        hasClockChange(window, timeZone) ? `${zone} ${say.clockChange}` : zone,
      ].join("\n"),
      told,
      `${say.more}\n${where[language]}`,
    ];
    return {
      subject: say.subject[tiding](window.titles[language]),
      text: `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`,
    };
  };
  return { fi: inLanguage("fi"), sv: inLanguage("sv"), en: inLanguage("en") };
}
