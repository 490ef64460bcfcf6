import type { Language } from "./languages.ts";

/** The page with the keys that archives are signed with. */
const fi = {
  title: "Arkistojen allekirjoitusavaimet",
  lead: "Jokainen arkisto on allekirjoitettu palvelun omalla avaimella. Tällä sivulla ovat kaikki avaimet, myös ne, jotka eivät enää ole käytössä. Avaimen osoite ei muutu.",
  none: "Yhtään arkistoa ei ole vielä allekirjoitettu.",
  fingerprint: "Sormenjälki (julkisen avaimen SHA-256, DER)",
  firstUsed: "Käytössä alkaen",
  fetch: "Avain tiedostona (PEM)",
  check: "Näin tarkistat arkiston",
  compare:
    "Pura arkisto ja vertaa sen tiedostoa signature/public-key.pem tämän sivun avaimeen. Aja sitten openssl kansiossa, jossa on bagit.txt; avain.pem on tältä sivulta ladattu avain:",
  key: "avain.pem",
};
type Messages = typeof fi;

const sv: Messages = {
  title: "Arkivens signeringsnycklar",
  lead: "Varje arkiv är signerat med tjänstens egen nyckel. Här finns alla nycklar, också de som inte längre används. En nyckels adress ändras inte.",
  none: "Inget arkiv har ännu signerats.",
  fingerprint: "Fingeravtryck (den publika nyckelns SHA-256, DER)",
  firstUsed: "I bruk från",
  fetch: "Nyckeln som fil (PEM)",
  check: "Så kontrollerar du ett arkiv",
  compare:
    "Packa upp arkivet och jämför filen signature/public-key.pem med nyckeln här. Kör sedan openssl i mappen med bagit.txt; nyckel.pem är nyckeln som laddats ner från den här sidan:",
  key: "nyckel.pem",
};

const en: Messages = {
  title: "Keys that sign the archives",
  lead: "Every archive is signed with a key of the service. This page has all the keys, also those that are no longer in use. A key's address does not change.",
  none: "No archive has been signed yet.",
  fingerprint: "Fingerprint (SHA-256 of the public key, DER)",
  firstUsed: "In use from",
  fetch: "The key as a file (PEM)",
  check: "How to check an archive",
  compare:
    "Unpack the archive and compare its file signature/public-key.pem with the key here. Then run openssl in the folder with bagit.txt; key.pem is the key from this page:",
  key: "key.pem",
};

const all: Record<Language, Messages> = { fi, sv, en };

export const archiveKeyMessages = (language: Language): Messages => all[language];
