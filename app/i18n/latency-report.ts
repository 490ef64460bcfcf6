import { formatDay } from "./formats.ts";

/** The monthly latency report, in the languages that customers are served in. */
export const reportLanguages = ["fi", "sv", "en"] as const;
export type ReportLanguage = (typeof reportLanguages)[number];
export const reportLanguageNames: Record<ReportLanguage, string> = { fi: "Suomi", sv: "Svenska", en: "English" };

const locales: Record<ReportLanguage, string> = { fi: "fi-FI", sv: "sv-SE", en: "en-GB" };
const zone = { timeZone: "Europe/Helsinki" } as const;

/** The report's font has one kind of space that does not break. */
const spaced = (text: string): string => text.replaceAll(/[\u2009\u202f]/g, "\u00a0");

/** Numbers and times as the language writes them. Minus is a hyphen: the report's font has no other. */
export function reportFormats(language: ReportLanguage) {
  const locale = locales[language];
  const number = (digits: number) => {
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return (value: number) => spaced(format.format(value)).replaceAll("\u2212", "-");
  };
  const [whole, tenths, hundredths] = [number(0), number(1), number(2)];
  const day = new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium" });
  const month = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "long", year: "numeric" });
  const instant = new Intl.DateTimeFormat(locale, { ...zone, dateStyle: "medium", timeStyle: "short" });
  const clock = new Intl.DateTimeFormat(locale, { ...zone, timeStyle: "short" });
  const share = (value: number) => {
    // What is short of everything is not written as everything.
    const shown = value < 1 && value >= 0.9995 ? 0.999 : value;
    return language === "en" ? `${tenths(shown * 100)}%` : `${tenths(shown * 100)}\u00a0%`;
  };
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  return {
    /** As a promise is worded: 0,8. */
    plain: (value: number) => plain.format(value),
    count: whole,
    seconds: (value: number) => `${hundredths(value)}\u00a0s`,
    share,
    day: (value: string) => day.format(new Date(`${value}T00:00:00Z`)),
    month: (value: string) => month.format(new Date(`${value}-01T00:00:00Z`)),
    instant: (value: string | Date) => spaced(instant.format(new Date(value))),
    /** `7.10.2026 klo 9.00–10.00`: the day is said once where both ends are on it. */
    span: (from: string, to: string) => {
      const [start, end] = [new Date(from), new Date(to)];
      const sameDay = formatDay(start) === formatDay(end);
      return spaced(`${instant.format(start)}–${sameDay ? clock.format(end) : instant.format(end)}`);
    },
  };
}

const en = {
  title: "Response time report",
  soFar: (until: string) => `The month still runs: figures until ${until}.`,
  promise: "What is promised",
  promiseText: (target: string, date: string, section: string) =>
    `As a rule, page downloads take on average less than ${target} seconds (public statement of ${date}, section ${section}).`,
  answer: {
    kept: (month: string, average: string, target: string) =>
      `In ${month} the average response time was ${average}: within the target of ${target}.`,
    missed: (month: string, average: string, target: string) =>
      `In ${month} the average response time was ${average}: over the target of ${target}.`,
    none: (month: string) => `There are no measurements of ${month}.`,
  },
  onlyPart: (measured: string, passed: string) =>
    `This is known of a part of the month only: ${measured} of ${passed} hours were measured.`,
  figures: "Figures of the month",
  allHours: "All hours",
  withoutMaintenance: "Without maintenance",
  monthBefore: (month: string) => `${month}, all hours`,
  average: "Average",
  within: (target: string) => `Requests within ${target}`,
  headroom: "Average below the target by",
  requests: "Requests",
  failed: "Failed requests",
  byClient: "By kind of client",
  client: "Client",
  byDay: "Day by day",
  chartText: (target: string) =>
    `The average of each day. The dashed line is the target, ${target}. Hatched: maintenance. Triangle: a release.`,
  chartAlt: (days: number, over: number, worst: string) =>
    `Bars of the average of each day: ${days} days measured, ${over} over the target. ${worst}`,
  worstDay: (day: string, average: string) => `The slowest day was ${day}, ${average}.`,
  target: "target",
  windows: "Maintenance",
  noWindows: "No maintenance in this month.",
  announced: "announced in advance",
  notAnnounced: "not announced in advance",
  urgent: "urgent",
  releases: "Releases",
  noReleases: "No releases in this month.",
  release: { weekly: "weekly", urgent: "urgent" },
  misses: "When the average was over the target",
  noMisses: "No measured hour was over the target.",
  missedHours: (hours: string) => `Hours over the target: ${hours}. Those that weighed most:`,
  when: "When",
  known: "Known circumstances",
  reason: {
    window: (title: string) => `maintenance: ${title}`,
    release: (version: string) => `release ${version}`,
    incident: (number: number) => `incident ${number}`,
    client: (client: string, share: string) => `${client}: ${share} of the time over`,
    page: (page: string, share: string) => `page ${page}: ${share} of the time over`,
    none: "not known",
  },
  leftOut: "What was left out",
  leftOutNothing: "Nothing: both ways of counting are the same.",
  leftOutText: (hours: string) =>
    `"Without maintenance" leaves out the ${hours} hours that these windows touched. "All hours" leaves out nothing.`,
  coverage: "How it was measured",
  coverageText: (measured: string, passed: string) =>
    `The server's response time of every request, all requests of the service together, weighted by traffic. Hours measured: ${measured} of ${passed}. Times are those of Helsinki.`,
  noData: "No data",
  sla: "The service has no general service level agreement. Compensation is decided case by case under the terms of the service.",
  made: (when: string) => `Made ${when}`,
  demo: "DEMO DATA: the numbers of this report are invented.",
  page: (page: number, of: number) => `Page ${page} of ${of}`,
};
type Texts = typeof en;

const fi: Texts = {
  title: "Vasteaikaraportti",
  soFar: (until) => `Kuukausi on kesken: luvut ${until} asti.`,
  promise: "Mitä on luvattu",
  promiseText: (target, date, section) =>
    `Pääsääntöisesti sivulataukset tapahtuvat keskimäärin alle ${target} sekunnissa (julkinen kuvaus ${date}, kohta ${section}).`,
  answer: {
    kept: (month, average, target) => `Keskimääräinen vasteaika, ${month}: ${average}. Tavoite ${target} toteutui.`,
    missed: (month, average, target) => `Keskimääräinen vasteaika, ${month}: ${average}. Tavoite ${target} ylittyi.`,
    none: (month) => `Kuukaudelta ei ole mittauksia: ${month}.`,
  },
  onlyPart: (measured, passed) => `Tieto koskee vain osaa kuukaudesta: mitattuja tunteja on ${measured} / ${passed}.`,
  figures: "Kuukauden luvut",
  allHours: "Kaikki tunnit",
  withoutMaintenance: "Ilman huoltoja",
  monthBefore: (month) => `${month}, kaikki tunnit`,
  average: "Keskiarvo",
  within: (target) => `Pyynnöistä enintään ${target}`,
  headroom: "Keskiarvo alle tavoitteen",
  requests: "Pyyntöjä",
  failed: "Epäonnistuneita pyyntöjä",
  byClient: "Käyttötavoittain",
  client: "Käyttötapa",
  byDay: "Päivittäin",
  chartText: (target) =>
    `Kunkin päivän keskiarvo. Katkoviiva on tavoite, ${target}. Vinoviivoitus: huolto. Kolmio: versiopäivitys.`,
  chartAlt: (days, over, worst) =>
    `Pylväät näyttävät kunkin päivän keskiarvon: ${days} mitattua päivää, ${over} yli tavoitteen. ${worst}`,
  worstDay: (day, average) => `Hitain päivä oli ${day}, ${average}.`,
  target: "tavoite",
  windows: "Huollot",
  noWindows: "Kuukauden aikana ei ollut huoltoja.",
  announced: "ennalta ilmoitettu",
  notAnnounced: "ei ilmoitettu ennalta",
  urgent: "kiireellinen",
  releases: "Versiopäivitykset",
  noReleases: "Kuukauden aikana ei ollut versiopäivityksiä.",
  release: { weekly: "viikoittainen", urgent: "kiireellinen" },
  misses: "Milloin keskiarvo ylitti tavoitteen",
  noMisses: "Yksikään mitattu tunti ei ylittänyt tavoitetta.",
  missedHours: (hours) => `Tavoitteen ylittäneitä tunteja: ${hours}. Eniten vaikuttaneet:`,
  when: "Milloin",
  known: "Tiedossa olevat seikat",
  reason: {
    window: (title) => `huolto: ${title}`,
    release: (version) => `versiopäivitys ${version}`,
    incident: (number) => `häiriö ${number}`,
    client: (client, share) => `${client}: ${share} ylittäneestä ajasta`,
    page: (page, share) => `sivu ${page}: ${share} ylittäneestä ajasta`,
    none: "ei tiedossa",
  },
  leftOut: "Mitä on jätetty pois",
  leftOutNothing: "Ei mitään: molemmat laskutavat ovat samat.",
  leftOutText: (hours) =>
    `"Ilman huoltoja" jättää pois ${hours} tuntia, joihin nämä huollot osuivat. "Kaikki tunnit" ei jätä mitään pois.`,
  coverage: "Miten on mitattu",
  coverageText: (measured, passed) =>
    `Palvelimen vasteaika jokaisesta pyynnöstä, koko palvelu yhdessä, liikenteellä painotettuna. Mitattuja tunteja: ${measured} / ${passed}. Ajat ovat Helsingin aikaa.`,
  noData: "Ei tietoa",
  sla: "Palvelulla ei ole yleistä palvelutasosopimusta (SLA). Hyvityksistä päätetään tapauskohtaisesti palvelun ehtojen mukaan.",
  made: (when) => `Laadittu ${when}`,
  demo: "ESITTELYAINEISTO: raportin luvut ovat keksittyjä.",
  page: (page, of) => `Sivu ${page} / ${of}`,
};

const sv: Texts = {
  title: "Svarstidsrapport",
  soFar: (until) => `Månaden pågår: siffror till och med ${until}.`,
  promise: "Vad som är utlovat",
  promiseText: (target, date, section) =>
    `I regel sker sidladdningar i genomsnitt på mindre än ${target} sekunder (offentlig beskrivning ${date}, punkt ${section}).`,
  answer: {
    kept: (month, average, target) => `I ${month} var den genomsnittliga svarstiden ${average}: inom målet ${target}.`,
    missed: (month, average, target) =>
      `I ${month} var den genomsnittliga svarstiden ${average}: över målet ${target}.`,
    none: (month) => `Det finns inga mätningar för ${month}.`,
  },
  onlyPart: (measured, passed) =>
    `Detta är känt för endast en del av månaden: ${measured} av ${passed} timmar har mätts.`,
  figures: "Månadens siffror",
  allHours: "Alla timmar",
  withoutMaintenance: "Utan underhåll",
  monthBefore: (month) => `${month}, alla timmar`,
  average: "Genomsnitt",
  within: (target) => `Förfrågningar inom ${target}`,
  headroom: "Genomsnittet under målet med",
  requests: "Förfrågningar",
  failed: "Misslyckade förfrågningar",
  byClient: "Per typ av klient",
  client: "Klient",
  byDay: "Dag för dag",
  chartText: (target) =>
    `Genomsnittet för varje dag. Den streckade linjen är målet, ${target}. Snedstreckat: underhåll. Triangel: en uppdatering.`,
  chartAlt: (days, over, worst) =>
    `Staplar med genomsnittet för varje dag: ${days} dagar mätta, ${over} över målet. ${worst}`,
  worstDay: (day, average) => `Den långsammaste dagen var ${day}, ${average}.`,
  target: "mål",
  windows: "Underhåll",
  noWindows: "Inget underhåll under månaden.",
  announced: "meddelat i förväg",
  notAnnounced: "inte meddelat i förväg",
  urgent: "brådskande",
  releases: "Uppdateringar",
  noReleases: "Inga uppdateringar under månaden.",
  release: { weekly: "veckovis", urgent: "brådskande" },
  misses: "När genomsnittet var över målet",
  noMisses: "Ingen mätt timme var över målet.",
  missedHours: (hours) => `Timmar över målet: ${hours}. De som vägde mest:`,
  when: "När",
  known: "Kända omständigheter",
  reason: {
    window: (title) => `underhåll: ${title}`,
    release: (version) => `uppdatering ${version}`,
    incident: (number) => `störning ${number}`,
    client: (client, share) => `${client}: ${share} av tiden över målet`,
    page: (page, share) => `sidan ${page}: ${share} av tiden över målet`,
    none: "inte kända",
  },
  leftOut: "Vad som har lämnats bort",
  leftOutNothing: "Ingenting: båda räknesätten är lika.",
  leftOutText: (hours) =>
    `"Utan underhåll" lämnar bort de ${hours} timmar som dessa underhåll berörde. "Alla timmar" lämnar inte bort något.`,
  coverage: "Hur det har mätts",
  coverageText: (measured, passed) =>
    `Serverns svarstid för varje förfrågan, hela tjänsten tillsammans, vägd efter trafik. Mätta timmar: ${measured} av ${passed}. Tiderna är Helsingforstid.`,
  noData: "Ingen uppgift",
  sla: "Tjänsten har inget allmänt servicenivåavtal (SLA). Ersättning avgörs från fall till fall enligt tjänstens villkor.",
  made: (when) => `Upprättad ${when}`,
  demo: "DEMODATA: siffrorna i rapporten är påhittade.",
  page: (page, of) => `Sida ${page} av ${of}`,
};

export const reportTexts: Record<ReportLanguage, Texts> = { fi, sv, en };
