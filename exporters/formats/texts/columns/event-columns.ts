import type { ColumnText } from "./column-text.ts";

/** What the columns of the log's events that are disclosed to an authority are called. */
export const eventColumn = {
  id: {
    fi: ["Numero", "Tapahtuman numero lokissa."],
    sv: ["Nummer", "Händelsens nummer i loggen."],
    en: ["Number", "The event's number in the log."],
  },
  at: {
    fi: ["Aika", "Milloin se tapahtui: RFC 3339 -hetki, UTC."],
    sv: ["Tid", "När det hände: en tidpunkt enligt RFC 3339, UTC."],
    en: ["Time", "When it happened: an instant by RFC 3339, in UTC."],
  },
  businessId: {
    fi: ["Y-tunnus", "Yritys, jonka kirjanpidossa se tapahtui."],
    sv: ["FO-nummer", "Företaget i vars bokföring det hände."],
    en: ["Business ID", "The business id of the company in whose books it happened."],
  },
  person: {
    fi: ["Tunniste", "Palvelun oma peitetunnus henkilölle tai ohjelmalle; sama kaikissa tämän tapahtumissa."],
    sv: ["Pseudonym", "Tjänstens egen pseudonym för personen eller programmet; densamma i alla dess händelser."],
    en: ["Pseudonym", "The service's own pseudonym of the person or program; the same for all of one's events."],
  },
  personName: {
    fi: ["Henkilön nimi", "Kuten lokissa; tyhjä, jos tekijä on ohjelma."],
    sv: ["Personens namn", "Som i loggen; tomt för ett program."],
    en: ["Person's name", "As the log has it; empty for a program."],
  },
  event: {
    fi: ["Tapahtuma", "Tapahtuman laji."],
    sv: ["Händelse", "Händelsens slag."],
    en: ["Event", "The kind of event."],
  },
  address: {
    fi: ["Verkko-osoite", "Mistä se tuli, jos osoite on."],
    sv: ["Nätadress", "Varifrån den kom, om en adress finns."],
    en: ["Network address", "From which it came, where it has one."],
  },
  details: {
    fi: ["Lisätiedot", "Mitä muuta loki kertoo (JSON), siltä osin kuin se luovutetaan."],
    sv: ["Uppgifter", "Vad loggen annars säger (JSON), till den del det lämnas ut."],
    en: ["Details", "What the log says of the event besides, as JSON, as far as it is passed on."],
  },
  detailsWithheld: {
    fi: [
      "Pois jätettyjä tietoja",
      "Montako lisätietoa jätetään pois, koska niissä voi olla pyynnön ulkopuolisia henkilöitä.",
    ],
    sv: ["Utelämnade uppgifter", "Hur många uppgifter som utelämnas, eftersom de kan nämna personer utanför begäran."],
    en: ["Details withheld", "How many further details are withheld, since they may name people outside the request."],
  },
} satisfies Record<string, ColumnText>;
