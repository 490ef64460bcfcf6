import type { OfficerNotice } from "./notice-rules.ts";
import type { ContactLanguage } from "./request-form.ts";

/** What the customer is written after the hand-over, in the language of the request. Pure. Days are `YYYY-MM-DD`. */

type Mail = { subject: string; body: string };
type Told = { company: string; until: string };

const reminders: Record<ContactLanguage, (told: Told) => Mail> = {
  fi: ({ company, until }) => ({
    subject: `Muistutus: lakisääteinen arkistonne on noudettavissa ${until} asti`,
    body: `Yrityksen ${company} lakisääteistä kirjanpitoarkistoa ei ole vielä noudettu kokonaan.

Arkiston voi noutaa ${until} asti. Sen jälkeen arkisto poistetaan pysyvästi. Noutaminen on maksutonta.

Käyttäkää linkkiä, jonka lähetimme aiemmin sähköpostitse. Jos linkki on kadonnut tai ei toimi, pyytäkää asiakaspalvelusta uusi.
`,
  }),
  sv: ({ company, until }) => ({
    subject: `Påminnelse: ert lagstadgade arkiv kan hämtas till och med ${until}`,
    body: `Det lagstadgade bokföringsarkivet för ${company} har ännu inte hämtats i sin helhet.

Arkivet kan hämtas till och med ${until}. Därefter raderas det permanent. Det kostar ingenting att hämta arkivet.

Använd länken som vi skickade tidigare per e-post. Om länken har försvunnit eller inte fungerar, be kundtjänsten om en ny.
`,
  }),
  en: ({ company, until }) => ({
    subject: `Reminder: your statutory archive can be fetched until ${until}`,
    body: `The statutory accounting archive of ${company} has not been fetched as a whole yet.

It can be fetched until ${until}. After that it is erased for good. Fetching it is free of charge.

Use the link that we sent earlier by e-mail. If the link is lost or does not work, ask customer service for a new one.
`,
  }),
};

type FetchedFile = { fileName: string; bytes: number; sha512: string };

const files = (fetched: readonly FetchedFile[], bytes: string) =>
  fetched.map((file) => `${file.fileName}\n${file.bytes} ${bytes}\nSHA-512 ${file.sha512}\n`).join("\n");

const receipts: Record<ContactLanguage, (told: Told & { on: string; fetched: readonly FetchedFile[] }) => Mail> = {
  fi: ({ company, until, on, fetched }) => ({
    subject: "Kuitti: lakisääteinen arkistonne on noudettu",
    body: `Yrityksen ${company} lakisääteinen kirjanpitoarkisto on noudettu kokonaan ${on}.

${files(fetched, "tavua")}
Tarkistakaa tiedosto SHA-512-tiivisteellä ja säilyttäkää tämä kuitti arkiston kanssa. Arkiston voi noutaa uudelleen ${until} asti; sen jälkeen se poistetaan meiltä.
`,
  }),
  sv: ({ company, until, on, fetched }) => ({
    subject: "Kvitto: ert lagstadgade arkiv har hämtats",
    body: `Det lagstadgade bokföringsarkivet för ${company} hämtades i sin helhet ${on}.

${files(fetched, "byte")}
Kontrollera filen med SHA-512 och förvara detta kvitto tillsammans med arkivet. Arkivet kan hämtas på nytt till och med ${until}; därefter raderas det hos oss.
`,
  }),
  en: ({ company, until, on, fetched }) => ({
    subject: "Receipt: your statutory archive has been fetched",
    body: `The statutory accounting archive of ${company} was fetched as a whole on ${on}.

${files(fetched, "bytes")}
Check the file by its SHA-512 and keep this receipt with the archive. It can be fetched again until ${until}; after that it is erased from our side.
`,
  }),
};

const extensions: Record<ContactLanguage, (told: Told) => Mail> = {
  fi: ({ company, until }) => ({
    subject: `Lakisääteinen arkistonne on noudettavissa ${until} asti`,
    body: `Yrityksen ${company} lakisääteisen kirjanpitoarkiston noutoaikaa on jatkettu: arkiston voi noutaa ${until} asti.

Aiemmin lähettämämme linkki toimii edelleen. Jos se on kadonnut, pyytäkää asiakaspalvelusta uusi.
`,
  }),
  sv: ({ company, until }) => ({
    subject: `Ert lagstadgade arkiv kan hämtas till och med ${until}`,
    body: `Tiden för att hämta det lagstadgade bokföringsarkivet för ${company} har förlängts: arkivet kan hämtas till och med ${until}.

Länken som vi skickade tidigare fungerar fortfarande. Om den har försvunnit, be kundtjänsten om en ny.
`,
  }),
  en: ({ company, until }) => ({
    subject: `Your statutory archive can be fetched until ${until}`,
    body: `The time for fetching the statutory accounting archive of ${company} has been extended: it can be fetched until ${until}.

The link that we sent earlier still works. If it is lost, ask customer service for a new one.
`,
  }),
};

const erasures: Record<ContactLanguage, (told: { company: string; on: string; sha256: string }) => Mail> = {
  fi: ({ company, on, sha256 }) => ({
    subject: "Lakisääteinen arkistonne on poistettu palvelusta",
    body: `Yrityksen ${company} lakisääteinen kirjanpitoarkisto on poistettu meiltä pysyvästi ${on}.

Poistosta on laadittu todistus. Saatte sen asiakaspalvelusta. Todistustiedoston SHA-256-tiiviste on
${sha256}
`,
  }),
  sv: ({ company, on, sha256 }) => ({
    subject: "Ert lagstadgade arkiv har raderats ur tjänsten",
    body: `Det lagstadgade bokföringsarkivet för ${company} raderades permanent hos oss ${on}.

Ett intyg har upprättats över raderingen. Ni får det från kundtjänsten. Intygsfilens SHA-256 är
${sha256}
`,
  }),
  en: ({ company, on, sha256 }) => ({
    subject: "Your statutory archive has been erased from the service",
    body: `The statutory accounting archive of ${company} was erased for good from our side on ${on}.

There is a certificate of the erasure. Customer service gives it to you. The SHA-256 of its file is
${sha256}
`,
  }),
};

export const reminderMail = (language: ContactLanguage, told: Told) => reminders[language](told);
export const receiptMail = (language: ContactLanguage, told: Parameters<(typeof receipts)["fi"]>[0]) =>
  receipts[language](told);
export const extendedMail = (language: ContactLanguage, told: Told) => extensions[language](told);
export const erasedMail = (language: ContactLanguage, told: Parameters<(typeof erasures)["fi"]>[0]) =>
  erasures[language](told);

const warnings: Record<OfficerNotice, { subject: string; body: (until: string) => string }> = {
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
