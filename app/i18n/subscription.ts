import type { Language } from "./languages.ts";

/** Subscribing by e-mail, as customers read it. */
export const topics = ["bulletins", "announcements", "maintenance"] as const;
export type Topic = (typeof topics)[number];
export const topicNames: Record<Language, Record<Topic, string>> = {
  fi: { bulletins: "Viikkotiedotteet", announcements: "Tärkeät ilmoitukset", maintenance: "Huoltokatkot" },
  sv: { bulletins: "Veckobulletiner", announcements: "Viktiga meddelanden", maintenance: "Underhållsavbrott" },
  en: { bulletins: "Weekly bulletins", announcements: "Important announcements", maintenance: "Maintenance breaks" },
};

const fi = {
  title: "Tilaa sähköpostiin",
  lead: "Kerromme päivityksistä ja huoltokatkoista sähköpostilla. Tilaus vahvistetaan linkillä, ja sen voi lopettaa milloin vain.",
  email: "Sähköpostiosoite",
  emailHint: "Esimerkiksi nimi@yritys.fi. Osoite poistetaan heti, kun lopetat tilauksen.",
  emailInvalid: "Kirjoita osoite muodossa nimi@yritys.fi.",
  topics: "Aiheet",
  topicsInvalid: "Valitse ainakin yksi aihe.",
  language: "Viestien kieli",
  ask: "Tilaa",
  askedTitle: "Tarkista sähköpostisi",
  asked:
    "Lähetimme osoitteeseen viestin, jossa on linkki. Avaa se 48 tunnin kuluessa. Jos viestiä ei tule, tarkista osoite ja roskaposti. Samaan osoitteeseen lähetetään enintään kolme viestiä vuorokaudessa.",
  limit: "Pyyntöjä on tullut liian monta tästä verkosta. Yritä tunnin kuluttua uudelleen.",
  unavailable: "Tilausta ei voi juuri nyt tehdä. Yritä tunnin kuluttua uudelleen.",
  confirmTitle: "Vahvista tilaus",
  confirmLead:
    "Paina nappia, niin tilaus tulee voimaan. Jos kenttä on tyhjä, liitä siihen sähköpostissa saamasi linkki.",
  confirmLink: "Linkki sähköpostista",
  confirm: "Vahvista tilaus",
  confirmOver: "Linkki on vanhentunut tai korvattu uudella. Tilaa uudelleen, niin saat uuden linkin.",
  confirmed: "Tilaus on voimassa.",
  ownTitle: "Tilauksesi",
  ownOf: (address: string) => `Osoite: ${address}`,
  save: "Tallenna",
  saved: "Muutokset on tallennettu.",
  leaveTitle: "Lopeta tilaus",
  leaveLead: "Emme lähetä enää mitään, ja osoitteesi poistetaan heti.",
  leave: "Lopeta tilaus",
  keep: "Muuta aiheita sen sijaan",
  left: "Tilaus on lopetettu ja osoitteesi poistettu.",
  goneTitle: "Tilausta ei ole",
  gone: "Tällä linkillä ei ole voimassa olevaa tilausta. Se on voitu lopettaa.",
  subscribeAgain: "Tilaa uudelleen",
};
export type SubscriptionMessages = typeof fi;

const sv: SubscriptionMessages = {
  title: "Prenumerera per e-post",
  lead: "Vi berättar om uppdateringar och underhållsavbrott per e-post. Prenumerationen bekräftas med en länk och kan avslutas när som helst.",
  email: "E-postadress",
  emailHint: "Till exempel namn@foretag.fi. Adressen tas bort genast när du avslutar.",
  emailInvalid: "Skriv adressen i formen namn@foretag.fi.",
  topics: "Ämnen",
  topicsInvalid: "Välj minst ett ämne.",
  language: "Språk i meddelandena",
  ask: "Prenumerera",
  askedTitle: "Kontrollera din e-post",
  asked:
    "Vi har skickat ett meddelande med en länk till adressen. Öppna den inom 48 timmar. Om inget kommer, kontrollera adressen och skräpposten. Högst tre meddelanden per dygn skickas till samma adress.",
  limit: "För många begäranden från det här nätet. Försök igen om en timme.",
  unavailable: "Det går inte att prenumerera just nu. Försök igen om en timme.",
  confirmTitle: "Bekräfta prenumerationen",
  confirmLead:
    "Tryck på knappen så börjar prenumerationen gälla. Om fältet är tomt, klistra in länken från e-postmeddelandet.",
  confirmLink: "Länken från e-postmeddelandet",
  confirm: "Bekräfta prenumerationen",
  confirmOver: "Länken har gått ut eller ersatts av en ny. Prenumerera igen så får du en ny länk.",
  confirmed: "Prenumerationen gäller.",
  ownTitle: "Din prenumeration",
  ownOf: (address: string) => `Adress: ${address}`,
  save: "Spara",
  saved: "Ändringarna har sparats.",
  leaveTitle: "Avsluta prenumerationen",
  leaveLead: "Vi skickar inget mer och din adress tas bort genast.",
  leave: "Avsluta prenumerationen",
  keep: "Ändra ämnen i stället",
  left: "Prenumerationen har avslutats och adressen tagits bort.",
  goneTitle: "Det finns ingen prenumeration",
  gone: "Det finns ingen gällande prenumeration med den här länken. Den kan ha avslutats.",
  subscribeAgain: "Prenumerera igen",
};

const en: SubscriptionMessages = {
  title: "Subscribe by e-mail",
  lead: "We tell about updates and maintenance breaks by e-mail. You confirm with a link, and can unsubscribe at any time.",
  email: "E-mail address",
  emailHint: "For example name@company.fi. The address is removed as soon as you unsubscribe.",
  emailInvalid: "Write the address as name@company.fi.",
  topics: "Topics",
  topicsInvalid: "Choose at least one topic.",
  language: "Language of the messages",
  ask: "Subscribe",
  askedTitle: "Check your e-mail",
  asked:
    "We sent a message with a link to the address. Open it within 48 hours. If nothing comes, check the address and the spam folder. At most three messages a day go to one address.",
  limit: "Too many requests came from this network. Try again in an hour.",
  unavailable: "Nobody can subscribe just now. Try again in an hour.",
  confirmTitle: "Confirm the subscription",
  confirmLead:
    "Press the button and you are subscribed. If the field is empty, paste the link from the e-mail into it.",
  confirmLink: "The link from the e-mail",
  confirm: "Confirm the subscription",
  confirmOver: "The link has expired or a newer one has replaced it. Subscribe again to get a new one.",
  confirmed: "You are subscribed.",
  ownTitle: "Your subscription",
  ownOf: (address: string) => `Address: ${address}`,
  save: "Save",
  saved: "Your changes have been saved.",
  leaveTitle: "Unsubscribe",
  leaveLead: "We send nothing more, and your address is removed at once.",
  leave: "Unsubscribe",
  keep: "Change topics instead",
  left: "You are unsubscribed, and your address has been removed.",
  goneTitle: "There is no subscription",
  gone: "There is no subscription with this link. It may have been ended.",
  subscribeAgain: "Subscribe again",
};

const messages: Record<Language, SubscriptionMessages> = { fi, sv, en };
export const subscriptionMessages = (language: Language): SubscriptionMessages => messages[language];
