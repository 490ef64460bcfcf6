import type { ContactLanguage } from "../exports/request-form.ts";

/** What the customer is written, in the language of the request. Pure. Days are `YYYY-MM-DD`. */

const linkMail = {
  fi: {
    subject: "Lakisääteinen arkistonne on noudettavissa",
    body: (company: string, link: string, until: string) =>
      `Yrityksen ${company} lakisääteinen kirjanpitoarkisto on valmis.

Avaa linkki ja pyydä tekstiviestikoodi. Koodi lähetetään sopimuksessa ilmoitettuun puhelinnumeroon.

${link}

Linkki on voimassa ${until} asti. Tarvittaessa saatte asiakaspalvelusta uuden. Älkää välittäkö linkkiä muille.
Jos ette odottaneet tätä viestiä, ilmoittakaa siitä asiakaspalveluun.
`,
  },
  sv: {
    subject: "Ert lagstadgade arkiv kan hämtas",
    body: (company: string, link: string, until: string) =>
      `Det lagstadgade bokföringsarkivet för ${company} är färdigt.

Öppna länken och be om en kod per sms. Koden skickas till det telefonnummer som anges i avtalet.

${link}

Länken gäller till och med ${until}. Vid behov ger kundtjänsten er en ny. Skicka inte länken vidare.
Om ni inte väntade på detta meddelande, kontakta kundtjänsten.
`,
  },
  en: {
    subject: "Your statutory archive is ready to download",
    body: (company: string, link: string, until: string) =>
      `The statutory accounting archive of ${company} is ready.

Open the link and ask for a code by text message. The code goes to the phone number given in the contract.

${link}

The link is valid until ${until}. Customer service gives you a new one if you need it. Do not pass the link on.
If you did not expect this message, tell customer service.
`,
  },
} as const;

export function linkMessage(
  language: ContactLanguage,
  { company, link, until }: { company: string; link: string; until: string },
): { subject: string; body: string } {
  const text = linkMail[language];
  return { subject: text.subject, body: text.body(company, link, until) };
}

const codeSms = {
  fi: (code: string) => `Arkiston latauskoodi: ${code}. Voimassa 5 minuuttia. Älä anna koodia muille.`,
  sv: (code: string) => `Kod för att hämta arkivet: ${code}. Gäller i 5 minuter. Ge inte koden till andra.`,
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
