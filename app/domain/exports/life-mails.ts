import { dateInLanguage } from "../../i18n/public-dates.ts";
import { type ArchivePart, archiveWords } from "../messages/archive-words.ts";
import type { OfficerNotice } from "./notice-rules.ts";
import type { ContactLanguage } from "./request-form.ts";

/** What the customer is written after the hand-over, in the language of the request. Pure. Days are `YYYY-MM-DD`. */

type Mail = { subject: string; body: string };
type Told = { company: string; part: ArchivePart; until: string };
type Erased = { company: string; part: ArchivePart; on: string; sha256: string };

const reminders: Record<ContactLanguage, (told: Told) => Mail> = {
  fi: ({ company, part, until }) => ({
    subject: `Muistutus: lakisääteinen ${archiveWords.fi[part].own} on noudettavissa ${until} asti`,
    body: `Yrityksen ${company} lakisääteistä ${archiveWords.fi[part].archive}a ei ole vielä noudettu kokonaan.

Arkiston voi noutaa ${until} asti. Sen jälkeen arkisto poistetaan pysyvästi. Noutaminen on maksutonta.

Käyttäkää linkkiä, jonka lähetimme aiemmin sähköpostitse. Jos linkki on kadonnut tai ei toimi, pyytäkää asiakaspalvelusta uusi.
`,
  }),
  sv: ({ company, part, until }) => ({
    subject: `Påminnelse: ert lagstadgade ${archiveWords.sv[part].own} kan hämtas till och med ${until}`,
    body: `Det lagstadgade ${archiveWords.sv[part].archive} för ${company} har ännu inte hämtats i sin helhet.

Arkivet kan hämtas till och med ${until}. Därefter raderas det permanent. Det kostar ingenting att hämta arkivet.

Använd länken som vi skickade tidigare per e-post. Om länken har kommit bort eller inte fungerar, be kundtjänsten om en ny.
`,
  }),
  en: ({ company, part, until }) => ({
    subject: `Reminder: your statutory ${archiveWords.en[part].own} can be fetched until ${until}`,
    body: `The statutory ${archiveWords.en[part].archive} of ${company} has not been fetched as a whole yet.

It can be fetched until ${until}. After that it is erased for good. Fetching it is free of charge.

Use the link that we sent earlier by e-mail. If the link is lost or does not work, ask customer service for a new one.
`,
  }),
};

type FetchedFile = { fileName: string; bytes: number; sha512: string };

const files = (fetched: readonly FetchedFile[], bytes: string) =>
  fetched.map((file) => `${file.fileName}\n${file.bytes} ${bytes}\nSHA-512 ${file.sha512}\n`).join("\n");

const receipts: Record<ContactLanguage, (told: Told & { on: string; fetched: readonly FetchedFile[] }) => Mail> = {
  fi: ({ company, part, until, on, fetched }) => ({
    subject: `Kuitti: lakisääteinen ${archiveWords.fi[part].own} on noudettu`,
    body: `Yrityksen ${company} lakisääteinen ${archiveWords.fi[part].archive} on noudettu kokonaan ${on}.

${files(fetched, "tavua")}
Tarkistakaa jokainen tiedosto SHA-512-tarkistussummasta ja säilyttäkää tämä kuitti arkiston kanssa. Arkiston voi noutaa uudelleen ${until} asti. Sen jälkeen poistamme sen pysyvästi.
`,
  }),
  sv: ({ company, part, until, on, fetched }) => ({
    subject: `Kvitto: ert lagstadgade ${archiveWords.sv[part].own} har hämtats`,
    body: `Det lagstadgade ${archiveWords.sv[part].archive} för ${company} hämtades i sin helhet ${on}.

${files(fetched, "byte")}
Kontrollera varje fil mot SHA-512-kontrollsumman och förvara detta kvitto tillsammans med arkivet. Arkivet kan hämtas på nytt till och med ${until}. Därefter raderar vi det permanent.
`,
  }),
  en: ({ company, part, until, on, fetched }) => ({
    subject: `Receipt: your statutory ${archiveWords.en[part].own} has been fetched`,
    body: `The statutory ${archiveWords.en[part].archive} of ${company} was fetched as a whole on ${on}.

${files(fetched, "bytes")}
Check each file by its SHA-512 checksum and keep this receipt with the archive. It can be fetched again until ${until}. After that we erase it for good.
`,
  }),
};

const extensions: Record<ContactLanguage, (told: Told) => Mail> = {
  fi: ({ company, part, until }) => ({
    subject: `Lakisääteinen ${archiveWords.fi[part].own} on noudettavissa ${until} asti`,
    body: `Yrityksen ${company} lakisääteisen ${archiveWords.fi[part].archive}n noutoaikaa on jatkettu: arkiston voi noutaa ${until} asti.

Aiemmin lähettämämme linkki toimii edelleen. Jos se on kadonnut, pyytäkää asiakaspalvelusta uusi.
`,
  }),
  sv: ({ company, part, until }) => ({
    subject: `Ert lagstadgade ${archiveWords.sv[part].own} kan hämtas till och med ${until}`,
    body: `Tiden för att hämta det lagstadgade ${archiveWords.sv[part].archive} för ${company} har förlängts: arkivet kan hämtas till och med ${until}.

Länken som vi skickade tidigare fungerar fortfarande. Om den har kommit bort, be kundtjänsten om en ny.
`,
  }),
  en: ({ company, part, until }) => ({
    subject: `Your statutory ${archiveWords.en[part].own} can be fetched until ${until}`,
    body: `The time for fetching the statutory ${archiveWords.en[part].archive} of ${company} has been extended: it can be fetched until ${until}.

The link that we sent earlier still works. If it is lost, ask customer service for a new one.
`,
  }),
};

const erasures: Record<ContactLanguage, (told: Erased) => Mail> = {
  fi: ({ company, part, on, sha256 }) => ({
    subject: `Lakisääteinen ${archiveWords.fi[part].own} on poistettu palvelusta`,
    body: `Yrityksen ${company} lakisääteinen ${archiveWords.fi[part].archive} on poistettu palvelusta pysyvästi ${on}.

Poistosta on laadittu todistus. Saatte sen asiakaspalvelusta. Todistustiedoston SHA-256-tarkistussumma on
${sha256}
`,
  }),
  sv: ({ company, part, on, sha256 }) => ({
    subject: `Ert lagstadgade ${archiveWords.sv[part].own} har raderats ur tjänsten`,
    body: `Det lagstadgade ${archiveWords.sv[part].archive} för ${company} raderades permanent ur tjänsten ${on}.

Ett intyg har upprättats över raderingen. Ni får det från kundtjänsten. Intygsfilens SHA-256-kontrollsumma är
${sha256}
`,
  }),
  en: ({ company, part, on, sha256 }) => ({
    subject: `Your statutory ${archiveWords.en[part].own} has been erased from the service`,
    body: `The statutory ${archiveWords.en[part].archive} of ${company} was erased for good from the service on ${on}.

There is a certificate of the erasure. Customer service gives it to you. The SHA-256 checksum of its file is
${sha256}
`,
  }),
};

/** The days as the language writes them. */
function written<T extends { until?: string; on?: string }>(language: ContactLanguage, told: T): T {
  const { until, on } = told;
  return {
    ...told,
    ...(until && { until: dateInLanguage(until, language) }),
    ...(on && { on: dateInLanguage(on, language) }),
  };
}

export const reminderMail = (language: ContactLanguage, told: Told) => reminders[language](written(language, told));
export const receiptMail = (language: ContactLanguage, told: Parameters<(typeof receipts)["fi"]>[0]) =>
  receipts[language](written(language, told));
export const extendedMail = (language: ContactLanguage, told: Told) => extensions[language](written(language, told));
export const erasedMail = (language: ContactLanguage, told: Erased) => erasures[language](written(language, told));

const warnings: Record<OfficerNotice, { subject: string; body: (until: string) => string }> = {
  dates_missing: {
    subject: "no dates are recorded",
    body: (until) =>
      `The archive is ready, and nobody has recorded when the customer gave notice. Hand it over by ${until}: after that its files are removed, and it has to be made again.`,
  },
  dates_assumed: {
    subject: "its dates are assumed",
    body: (until) =>
      `The archive was handed over, and nobody has recorded when the customer gave notice. The law's own dates, counted from the day of the request, are taken: it can be fetched until ${until}. Ask and record the right ones.`,
  },
  lapse_14: {
    subject: "the archive has not been handed over",
    body: (until) =>
      `The archive is ready and nobody has handed it over. After ${until} its files are removed, and it has to be made again.`,
  },
  lapse_failed_14: {
    subject: "the request lapses in two weeks",
    body: (until) =>
      `Making the archive failed, and nobody has started it again or cancelled the request. After ${until} the request lapses, and 30 days later the names and addresses in it are removed. Start it again, or ask the customer whether the archive is still wanted.`,
  },
  transition_14: {
    subject: "the transition ends in two weeks",
    body: (until) => `The transition ends on ${until}, and no archive has been handed over yet.`,
  },
  transition_3: {
    subject: "the transition ends in three days",
    body: (until) => `The transition ends on ${until}, and no archive has been handed over yet.`,
  },
  transition_late: {
    subject: "the transition is over",
    body: (until) =>
      `The transition ended on ${until}, and no archive has been handed over. The customer still has 30 days from the hand-over to fetch it.`,
  },
  retrieval_7: {
    subject: "the archive can be fetched for one more week",
    body: (until) => `The archive can be fetched until ${until}, and the customer has not fetched all of it.`,
  },
  erase_due: {
    subject: "to be erased",
    body: (until) =>
      `The time for fetching the archive ended on ${until}. Propose its erasure, and record when the service has erased what it holds.`,
  },
};

/** To the export officers. No customer's name: a mailbox is read by others too. */
export function warningMail(
  kind: OfficerNotice,
  { number, until, link }: { number: number; until: string; link: string },
): Mail {
  const { subject, body } = warnings[kind];
  return { subject: `Export ${number}: ${subject}`, body: `${body(until)}\n\n${link}\n` };
}
