import type { Language } from "../../i18n/languages.ts";

/** What the authority is written, in its language; nothing of what was asked. Pure. */

const linkTexts: Record<
  Language,
  { subject: string; body: (reference: string, link: string, until: string) => string }
> = {
  fi: {
    subject: "Pyytämänne lokitiedot ovat noudettavissa",
    body: (reference, link, until) =>
      `Pyyntönne ${reference} on käsitelty, ja sinetöity paketti on noudettavissa.

Avatkaa linkki ja pyytäkää tekstiviestikoodi. Koodi lähetetään pyynnössä ilmoitettuun puhelinnumeroon.

${link}

Linkki on voimassa ${until} asti. Älkää välittäkö sitä muille. Jos ette odottaneet tätä viestiä, ilmoittakaa siitä meille.
`,
  },
  sv: {
    subject: "De logguppgifter som ni har begärt kan hämtas",
    body: (reference, link, until) =>
      `Er begäran ${reference} har behandlats, och ett förseglat paket kan hämtas.

Öppna länken och be om en kod per sms. Koden skickas till telefonnumret i er begäran.

${link}

Länken gäller till och med ${until}. Skicka den inte vidare. Om ni inte väntade på detta meddelande, kontakta oss.
`,
  },
  en: {
    subject: "The log information that you requested can be fetched",
    body: (reference, link, until) =>
      `Your request ${reference} has been handled, and a sealed package is ready.

Open the link and ask for a code by text message. The code goes to the phone number given in your request.

${link}

The link is valid until ${until}. Do not pass it on. If you did not expect this message, tell us.
`,
  },
};

export function linkMail(
  language: Language,
  { reference, link, until }: { reference: string; link: string; until: string },
): { subject: string; body: string } {
  return { subject: linkTexts[language].subject, body: linkTexts[language].body(reference, link, until) };
}

const codeTexts: Record<Language, (code: string) => string> = {
  fi: (code) => `Paketin latauskoodi: ${code}. Voimassa 5 minuuttia. Älä anna koodia muille.`,
  sv: (code) => `Kod för att hämta paketet: ${code}. Gäller i 5 minuter. Ge inte koden till andra.`,
  en: (code) => `Code for downloading the package: ${code}. Valid for 5 minutes. Give it to nobody.`,
};

/** The last line binds the code to the portal's host, so that a phone offers it there only. */
export const codeSms = (language: Language, { code, portalHost }: { code: string; portalHost: string }): string =>
  `${codeTexts[language](code)}\n\n@${portalHost} #${code}`;

/** To the platform team, on the day from which the customer may be told. No content: a mailbox is read by others too. */
export const reminderMail = (number: number, link: string): { subject: string; body: string } => ({
  subject: `Log disclosure ${number}: the customer may be told now`,
  body: `The decision on log disclosure ${number} lets the customer be told from today on.

Tell the customer, and record it here: ${link}
`,
});

/** What a person tells a customer: that it was done and by what right, never about whom. */
export const customerTexts: Record<Language, (authority: string, legalBasis: string) => string> = {
  fi: (authority, legalBasis) =>
    `Ilmoitamme, että olemme luovuttaneet palvelun lokitietoja, jotka koskevat yritystänne, viranomaiselle: ${authority}. Luovutuksen peruste: ${legalBasis}. Lisätietoja antaa viranomainen.`,
  sv: (authority, legalBasis) =>
    `Vi meddelar att vi har lämnat ut logguppgifter i tjänsten som gäller ert företag till en myndighet: ${authority}. Grund för utlämnandet: ${legalBasis}. Myndigheten ger ytterligare information.`,
  en: (authority, legalBasis) =>
    `We inform you that we have disclosed log information of the service concerning your company to an authority: ${authority}. Basis of the disclosure: ${legalBasis}. The authority gives further information.`,
};
