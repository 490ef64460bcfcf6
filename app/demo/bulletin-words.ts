import type { InLanguages } from "#db/schema/bulletins.ts";

/** What the demo's weekly bulletins begin with; `#` is how many changes there are. */
export const leads: readonly InLanguages[] = [
  {
    fi: "Tällä viikolla palveluun tuli # muutosta. Päivitys ei vaadi toimenpiteitä.",
    sv: "Den här veckan fick tjänsten # ändringar. Uppdateringen kräver inga åtgärder.",
    en: "The service got # changes this week. The update asks nothing of you.",
  },
  {
    fi: "Viikkopäivityksessä on # muutosta, ja ne ovat jo käytössä kaikilla.",
    sv: "Veckouppdateringen har # ändringar, och de används redan hos alla.",
    en: "The weekly update has # changes, which everybody has already.",
  },
  {
    fi: "Kokosimme viikon # muutosta. Ohjeet on päivitetty niiden mukaan.",
    sv: "Vi har samlat veckans # ändringar. Anvisningarna är uppdaterade enligt dem.",
    en: "Here are the # changes of the week. The instructions are updated to match.",
  },
  {
    fi: "Viikon # muutosta ovat yhteensopivia aiempien kanssa: integraatioita ei tarvitse muuttaa.",
    sv: "Veckans # ändringar är kompatibla med de tidigare: integrationer behöver inte ändras.",
    en: "The # changes of the week are backwards compatible: integrations need no change.",
  },
];

/** What is announced as coming, in some of the weeks. */
export const comingLines: readonly InLanguages[] = [
  {
    fi: "Ostolaskujen hyväksyntä saa mobiilinäkymän.",
    sv: "Godkännandet av inköpsfakturor får en mobilvy.",
    en: "The approval of purchase invoices gets a view for phones.",
  },
  {
    fi: "Tiliotteiden täsmäytys ehdottaa tiliöintiä aiempien tapahtumien perusteella.",
    sv: "Avstämningen av kontoutdrag föreslår kontering enligt tidigare händelser.",
    en: "The reconciliation of bank statements proposes postings from earlier ones.",
  },
  {
    fi: "Rajapintaan tulee resurssi seurantakohteille.",
    sv: "API:et får en resurs för dimensioner.",
    en: "The API gets a resource for dimensions.",
  },
];

export const correctionNote: InLanguages = {
  fi: "Tiedotteesta puuttui yksi viikon muutoksista. Se on lisätty.",
  sv: "En av veckans ändringar saknades i bulletinen. Den har lagts till.",
  en: "One of the week's changes was missing from the bulletin. It has been added.",
};

export type DemoAnnouncement = {
  key: string;
  title: InLanguages;
  lead: InLanguages;
  /** Days before the first start at which it was published. */
  daysAgo: number;
  /** Days for which it stays first. */
  pinnedDays: number | null;
  retractionNote: InLanguages | null;
};

export const announcements: readonly DemoAnnouncement[] = [
  {
    key: "phishing",
    title: {
      fi: "Palvelun nimissä lähetetään huijausviestejä",
      sv: "Bedrägliga meddelanden skickas i tjänstens namn",
      en: "Fraudulent messages are being sent in the service's name",
    },
    lead: {
      fi: "Viesteissä pyydetään kirjautumaan linkistä ja vahvistamaan pankkiyhteys. Me emme lähetä linkkejä, joista kirjaudutaan. Jos avasit linkin, vaihda tunnuksesi ja ota yhteyttä tukeen.",
      sv: "I meddelandena ombeds du logga in via en länk och bekräfta bankförbindelsen. Vi skickar aldrig länkar för inloggning. Om du öppnade länken, byt dina uppgifter och kontakta supporten.",
      en: "The messages ask you to sign in through a link and confirm your bank connection. We never send links to sign in by. If you opened one, change your credentials and contact support.",
    },
    daysAgo: 4,
    pinnedDays: 30,
    retractionNote: null,
  },
  {
    key: "income-register",
    title: {
      fi: "Palkkatietoilmoitukset viivästyvät",
      sv: "Anmälningar om löneuppgifter försenas",
      en: "Earnings payment reports are delayed",
    },
    lead: {
      fi: "Tulorekisteri ottaa ilmoituksia vastaan hitaasti. Lähetämme jonossa olevat ilmoitukset, kun yhteys toimii.",
      sv: "Inkomstregistret tar emot anmälningar långsamt. Vi skickar anmälningarna i kön när förbindelsen fungerar.",
      en: "The Incomes Register takes reports slowly. We send the reports in the queue once the connection works.",
    },
    daysAgo: 33,
    pinnedDays: null,
    retractionNote: {
      fi: "Ilmoitukset menivät perille ajallaan: viive koski vain tulorekisterin testiympäristöä.",
      sv: "Anmälningarna kom fram i tid: förseningen gällde bara inkomstregistrets testmiljö.",
      en: "The reports arrived in time: the delay was in the Incomes Register's test environment only.",
    },
  },
];
