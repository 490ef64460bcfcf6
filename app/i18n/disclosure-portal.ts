import type { Language } from "./languages.ts";

/** What an authority reads where it fetches its package; the rest of the words are the portal's own. */
const fi = {
  service: "Luovutettujen lokitietojen nouto",
  codeLead: "Koodi lähetetään pyynnössä ilmoitettuun puhelinnumeroon vasta, kun pyydätte sitä.",
  noCode: "Eikö koodia tullut? Linkki on voinut vanhentua tai korvautua uudella. Pyytäkää palvelusta uusi linkki.",
  title: "Paketti on valmis noudettavaksi",
  number: "Luovutus",
  reference: "Viitteenne",
  rows: "Rivejä",
  empty: "Lokissa ei ole rivejä, jotka kuuluvat pyyntöön. Paketti on todistus siitä.",
  download: "Lataa paketti",
  receipt: "Lataus kirjataan vastaanottokuittaukseksi, kun koko paketti on noudettu.",
  contents:
    "Paketissa on rivit (events.csv), niiden sarakkeiden selitys (datapackage.json), rajaus (scope.json) ja yhteenveto suomeksi, ruotsiksi ja englanniksi.",
};
const sv: typeof fi = {
  service: "Hämtning av utlämnade logguppgifter",
  codeLead: "Koden skickas till telefonnumret i er begäran först när ni ber om den.",
  noCode: "Kom ingen kod? Länken kan ha gått ut eller ersatts av en ny. Be tjänsten om en ny länk.",
  title: "Paketet kan hämtas",
  number: "Utlämnande",
  reference: "Er referens",
  rows: "Rader",
  empty: "Loggen har inga rader som hör till begäran. Paketet intygar det.",
  download: "Ladda ner paketet",
  receipt: "Nedladdningen räknas som kvitto när hela paketet har hämtats.",
  contents:
    "Paketet innehåller raderna (events.csv), en förklaring av kolumnerna (datapackage.json), avgränsningen (scope.json) och en sammanfattning på finska, svenska och engelska.",
};
const en: typeof fi = {
  service: "Fetching disclosed log information",
  codeLead: "The code goes to the phone number in your request, and only when you ask for it.",
  noCode: "No code? The link may have expired or been replaced. Ask the service for a new one.",
  title: "The package is ready to download",
  number: "Disclosure",
  reference: "Your reference",
  rows: "Rows",
  empty: "The log has no rows that belong to the request. The package is the proof of that.",
  download: "Download the package",
  receipt: "The download counts as the receipt once the whole package has been fetched.",
  contents:
    "In the package are the rows (events.csv), what their columns mean (datapackage.json), the scope (scope.json) and a summary in Finnish, Swedish and English.",
};

const messages = { fi, sv, en };
export const disclosurePortalMessages = (language: Language): typeof fi => messages[language];
