import type { MailingTopic, MailText } from "#db/schema/mailings.ts";
import type { Language } from "../../i18n/languages.ts";
import { topicNames } from "../../i18n/subscription.ts";

const confirm: Record<Language, (service: string, topics: string, link: string) => MailText> = {
  fi: (service, topics, link) => ({
    subject: `${service}: vahvista sähköpostitilaus`,
    text: `Tähän osoitteeseen on pyydetty sähköpostia aiheista: ${topics}.

Vahvista tilaus 48 tunnin kuluessa:

${link}

Jos et pyytänyt tätä, älä tee mitään: sinulle ei lähetetä muuta ja osoitteesi poistetaan viikon kuluttua.
`,
  }),
  sv: (service, topics, link) => ({
    subject: `${service}: bekräfta prenumerationen`,
    text: `Någon har begärt e-post till den här adressen om: ${topics}.

Bekräfta inom 48 timmar:

${link}

Om du inte har begärt detta behöver du inte göra något: du får inget mer och adressen tas bort efter en vecka.
`,
  }),
  en: (service, topics, link) => ({
    subject: `${service}: confirm your subscription`,
    text: `Somebody asked for e-mail to this address about: ${topics}.

Confirm within 48 hours:

${link}

If you did not ask for this, do nothing: you will get nothing more, and your address is removed after a week.
`,
  }),
};

const known: Record<Language, (service: string, topics: string, link: string) => MailText> = {
  fi: (service, topics, link) => ({
    subject: `${service}: olet jo tilannut sähköpostin`,
    text: `Tähän osoitteeseen pyydettiin sähköpostia, mutta tilaus on jo voimassa. Aiheesi: ${topics}.

Muuta aiheita tai kieltä, tai lopeta tilaus:

${link}

Jos et pyytänyt tätä, sinun ei tarvitse tehdä mitään.
`,
  }),
  sv: (service, topics, link) => ({
    subject: `${service}: du prenumererar redan`,
    text: `Någon begärde e-post till den här adressen, men prenumerationen gäller redan. Dina ämnen: ${topics}.

Ändra ämnen eller språk, eller avsluta:

${link}

Om du inte har begärt detta behöver du inte göra något.
`,
  }),
  en: (service, topics, link) => ({
    subject: `${service}: you are subscribed already`,
    text: `Somebody asked for e-mail to this address, but it is subscribed already. Your topics: ${topics}.

Change topics or language, or unsubscribe:

${link}

If you did not ask for this, there is nothing to do.
`,
  }),
};

const listed = (language: Language, topics: readonly MailingTopic[]) =>
  topics.map((topic) => topicNames[language][topic].toLowerCase()).join(", ");

type Told = { service: string; language: Language; topics: readonly MailingTopic[]; link: string };

/** Asks whether the address's owner wants it. @param told.link with the token in its fragment */
export const confirmationMail = ({ service, language, topics, link }: Told): MailText =>
  confirm[language](service, listed(language, topics), link);

/** What an address that is subscribed gets instead, so that nobody else learns of it. @param told.link to their own topics */
export const knownAlreadyMail = ({ service, language, topics, link }: Told): MailText =>
  known[language](service, listed(language, topics), link);
