import type { Language } from "./languages.ts";

/** The page with the keys that archives are signed with. */
const fi = {
  title: "Arkistojen allekirjoitusavaimet",
  lead: "Jokainen arkisto on allekirjoitettu palvelun omalla avaimella. Tällä sivulla ovat kaikkien aikojen avaimet: myös ne, jotka eivät enää ole käytössä. Avaimen osoite ei muutu.",
  none: "Yhtään arkistoa ei ole vielä allekirjoitettu.",
  fingerprint: "Tunniste (julkisen avaimen SHA-256, DER)",
  firstUsed: "Käytössä alkaen",
  fetch: "Avain tiedostona (PEM)",
  check: "Näin tarkistat arkiston",
  compare:
    "Pura arkisto ja vertaa sen tiedostoa signature/public-key.pem tämän sivun avaimeen. Allekirjoituksen tarkistaa ohjelma openssl kansiossa, jossa on bagit.txt; avain.pem on tältä sivulta:",
  key: "avain.pem",
};
type Messages = typeof fi;

const sv: Messages = {
  title: "Arkivens underskriftsnycklar",
  lead: "Varje arkiv är underskrivet med tjänstens egen nyckel. Här finns nycklarna från alla tider, också de som inte längre används. En nyckels adress ändras inte.",
  none: "Inget arkiv har ännu skrivits under.",
  fingerprint: "Kännetecken (SHA-256 av den publika nyckeln, DER)",
  firstUsed: "I bruk från",
  fetch: "Nyckeln som fil (PEM)",
  check: "Så kontrollerar du ett arkiv",
  compare:
    "Packa upp arkivet och jämför filen signature/public-key.pem med nyckeln här. Programmet openssl kontrollerar underskriften i mappen med bagit.txt; nyckel.pem är från den här sidan:",
  key: "nyckel.pem",
};

const en: Messages = {
  title: "Keys that sign the archives",
  lead: "Every archive is signed with a key of the service. This page has the keys of all times, those that are no longer in use too. A key's address does not change.",
  none: "No archive has been signed yet.",
  fingerprint: "Fingerprint (SHA-256 of the public key, DER)",
  firstUsed: "In use from",
  fetch: "The key as a file (PEM)",
  check: "How to check an archive",
  compare:
    "Unpack the archive and compare its file signature/public-key.pem with the key here. The program openssl checks the signature in the folder with bagit.txt; key.pem is from this page:",
  key: "key.pem",
};

const all: Record<Language, Messages> = { fi, sv, en };

export const archiveKeyMessages = (language: Language): Messages => all[language];
