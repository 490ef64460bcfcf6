import { dateInLanguage } from "../../i18n/public-dates.ts";
import type { ContactLanguage } from "../exports/request-form.ts";
import { type ArchivePart, archiveWords } from "./archive-words.ts";

/** What the customer is written, in the language of the request. Pure. Days are `YYYY-MM-DD`. */

const linkMail = {
  fi: {
    subject: (part: ArchivePart) => `Lakisääteinen ${archiveWords.fi[part].own} on noudettavissa`,
    body: (part: ArchivePart, company: string, link: string, until: string) =>
      `Yrityksen ${company} lakisääteinen ${archiveWords.fi[part].archive} on valmis noudettavaksi.

Avatkaa linkki ja pyytäkää tekstiviestikoodi. Koodi lähetetään sopimuksessa ilmoitettuun puhelinnumeroon.

${link}

Linkki on voimassa ${until} asti. Tarvittaessa saatte asiakaspalvelusta uuden. Älkää välittäkö linkkiä muille.
Jos ette odottaneet tätä viestiä, ilmoittakaa siitä asiakaspalveluun.
`,
  },
  sv: {
    subject: (part: ArchivePart) => `Ert lagstadgade ${archiveWords.sv[part].own} kan hämtas`,
    body: (part: ArchivePart, company: string, link: string, until: string) =>
      `Det lagstadgade ${archiveWords.sv[part].archive} för ${company} kan nu hämtas.

Öppna länken och be om en kod per sms. Koden skickas till det telefonnummer som anges i avtalet.

${link}

Länken gäller till och med ${until}. Vid behov ger kundtjänsten er en ny. Skicka inte länken vidare.
Om ni inte väntade på detta meddelande, kontakta kundtjänsten.
`,
  },
  en: {
    subject: (part: ArchivePart) => `Your statutory ${archiveWords.en[part].own} is ready to download`,
    body: (part: ArchivePart, company: string, link: string, until: string) =>
      `The statutory ${archiveWords.en[part].archive} of ${company} is ready.

Open the link and ask for a code by text message. The code goes to the phone number given in the contract.

${link}

The link is valid until ${until}. Customer service gives you a new one if you need it. Do not pass the link on.
If you did not expect this message, tell customer service.
`,
  },
} as const;

export function linkMessage(
  language: ContactLanguage,
  { part, company, link, until }: { part: ArchivePart; company: string; link: string; until: string },
): { subject: string; body: string } {
  const text = linkMail[language];
  return {
    subject: text.subject(part),
    body: text.body(part, company, link, dateInLanguage(until, language)),
  };
}

const codeSms = {
  fi: (code: string) => `Arkiston latauskoodi: ${code}. Voimassa 5 minuuttia. Älä anna koodia muille.`,
  sv: (code: string) => `Kod för att hämta arkivet: ${code}. Gäller i 5 minuter. Ge inte koden till någon annan.`,
  en: (code: string) => `Code for downloading the archive: ${code}. Valid for 5 minutes. Give it to nobody.`,
} as const;

/**
 * No name of a person or a company: a lock screen shows it to anybody. The last line binds the code to the portal's host,
 * so that a phone offers it there only (origin-bound one-time codes).
 */
export function codeMessage(
  language: ContactLanguage,
  { code, portalHost }: { code: string; portalHost: string },
): string {
  return `${codeSms[language](code)}\n\n@${portalHost} #${code}`;
}
