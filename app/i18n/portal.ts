import { materialName } from "#exporters/formats/texts/materials.ts";
import { type Language, languages as portalLanguages } from "./languages.ts";

/** The customers' portal in its three languages. */
export { languageNames } from "./languages.ts";
export { portalLanguages };
export type PortalLanguage = Language;

const fi = {
  service: "Kirjanpitoarkiston nouto",
  language: "Kieli",
  openTitle: "Avataan linkkiä",
  openLead: "Sivu lukee linkin itse. Jos mitään ei tapahdu, liitä sähköpostissa saamasi linkki tähän.",
  linkLabel: "Linkki sähköpostista",
  open: "Avaa",
  codeTitle: "Tekstiviestikoodi",
  codeLead: "Koodi lähetetään sopimuksessa ilmoitettuun puhelinnumeroon vasta, kun pyydät sitä.",
  send: "Lähetä koodi",
  sendAgain: "Lähetä uusi koodi",
  sent: "Koodi on lähetetty. Se on voimassa viisi minuuttia.",
  noCode: "Eikö koodia tullut? Linkki on voinut vanhentua tai korvautua uudella. Pyydä asiakaspalvelusta uusi linkki.",
  codeLabel: "Koodi, 8 numeroa",
  continue: "Jatka",
  wrong: "Koodi on väärä tai vanhentunut. Tarkista koodi tai pyydä uusi.",
  limit: "Liian monta koodia tai yritystä. Odota tunti; vuorokaudessa voi pyytää enintään kymmenen koodia.",
  unavailable: "Koodia ei voi juuri nyt lähettää. Yritä tunnin kuluttua uudelleen.",
  reopen: "Istunto on päättynyt. Avaa sähköpostissa saamasi linkki uudelleen.",
  signedOut: "Olet kirjautunut ulos. Linkki toimii edelleen uudella koodilla.",
  archiveTitle: {
    books: "Kirjanpitoarkisto on valmis noudettavaksi",
    payroll: "Palkka-arkisto on valmis noudettavaksi",
  },
  private: "Arkistosta näkee, mitä kukin ansaitsee. Säilyttäkää se niin, että vain palkkoja hoitavat voivat avata sen.",
  notThisTitle: "Mitä arkistossa ei ole",
  notThis: {
    books: "Palkkakirjanpito on omassa arkistossaan, joka luovutetaan erikseen.",
    payroll: "Muu kirjanpito on omassa arkistossaan, joka luovutetaan erikseen.",
  },
  notAll:
    "Arkistossa on se, mikä lain mukaan on säilytettävä. Kaiken vietävissä olevan datan (EU:n datasäädös) voi pyytää palvelulta erikseen.",
  formatsLink: "Tiedostomuodot ja niiden määritykset",
  company: "Yritys",
  made: "Laadittu",
  size: "Koko",
  fileName: "Tiedosto",
  until: "Linkki on voimassa",
  download: "Lataa arkisto",
  resume: "Keskeytyneen latauksen voi jatkaa siitä, mihin se jäi.",
  parts: (m: number) =>
    `Arkistossa on ${m} osaa. Lataa kaikki osat ja pura ne samaan kansioon. Jokaisen osan voi avata myös yksinään.`,
  downloadPart: (n: number, m: number) => `Lataa osa ${n}/${m}`,
  signatureFile: "Tarkistussumman allekirjoitus",
  contents: "Mitä arkistossa on",
  year: "Tilikausi",
  keepUntil: "Säilytettävä asti",
  materials: "Aineisto",
  verifyTitle: "Näin tarkistat tiedoston",
  verifyLead: "Laske ladatun tiedoston SHA-512-tarkistussumma ja vertaa sitä tähän:",
  verifyFile: "Tarkistussumma tiedostona",
  verifyBag: "Arkisto on allekirjoitettu BagIt-paketti: sen jokaisella tiedostolla on oma tarkistussummansa.",
  signOut: "Kirjaudu ulos",
  notFound: "Tässä osoitteessa ei ole sivua.",
  notListedTitle: "Tästä verkosta arkistoa ei voi noutaa",
  notListed: "Yritys on rajannut palvelun käytön omiin verkkoihinsa, eikä tämä verkko ole niiden joukossa.",
  notListedAsk:
    "Avaa linkki yrityksen verkosta tai sen VPN-yhteydellä. Jos verkko on vaihtunut, yrityksen pääkäyttäjä voi pyytää asiakaspalvelua lisäämään sen.",
};
type Messages = typeof fi;

const sv: Messages = {
  service: "Hämtning av bokföringsarkiv",
  language: "Språk",
  openTitle: "Länken öppnas",
  openLead: "Sidan läser länken själv. Om inget händer, klistra in länken från e-postmeddelandet här.",
  linkLabel: "Länken från e-postmeddelandet",
  open: "Öppna",
  codeTitle: "Kod per sms",
  codeLead: "Koden skickas till telefonnumret i avtalet först när du ber om den.",
  send: "Skicka kod",
  sendAgain: "Skicka en ny kod",
  sent: "Koden är skickad. Den gäller i fem minuter.",
  noCode: "Kom ingen kod? Länken kan ha gått ut eller ersatts av en ny. Be kundtjänsten om en ny länk.",
  codeLabel: "Kod, 8 siffror",
  continue: "Fortsätt",
  wrong: "Koden är fel eller har gått ut. Kontrollera koden eller be om en ny.",
  limit: "För många koder eller försök. Vänta en timme; högst tio koder per dygn.",
  unavailable: "Ingen kod kan skickas just nu. Försök igen om en timme.",
  reopen: "Sessionen är slut. Öppna länken från e-postmeddelandet igen.",
  signedOut: "Du är utloggad. Länken fungerar fortfarande med en ny kod.",
  archiveTitle: { books: "Bokföringsarkivet kan hämtas", payroll: "Lönearkivet kan hämtas" },
  private: "Arkivet visar vad var och en tjänar. Förvara det så att bara de som sköter lönerna kan öppna det.",
  notThisTitle: "Vad arkivet inte innehåller",
  notThis: {
    books: "Lönebokföringen finns i ett eget arkiv, som överlämnas separat.",
    payroll: "Den övriga bokföringen finns i ett eget arkiv, som överlämnas separat.",
  },
  notAll:
    "Arkivet innehåller det som enligt lag ska bevaras. Alla exporterbara data (EU:s dataförordning) kan begäras separat från tjänsten.",
  formatsLink: "Filformaten och deras specifikationer",
  company: "Företag",
  made: "Upprättat",
  size: "Storlek",
  fileName: "Fil",
  until: "Länken gäller till",
  download: "Ladda ner arkivet",
  resume: "En avbruten nedladdning kan fortsätta där den slutade.",
  parts: (m: number) =>
    `Arkivet består av ${m} delar. Ladda ner alla delar och packa upp dem i samma mapp; varje del kan också öppnas för sig.`,
  downloadPart: (n: number, m: number) => `Ladda ner del ${n}/${m}`,
  signatureFile: "Kontrollsummans signatur",
  contents: "Vad arkivet innehåller",
  year: "Räkenskapsperiod",
  keepUntil: "Ska bevaras till och med",
  materials: "Material",
  verifyTitle: "Så kontrollerar du filen",
  verifyLead: "Räkna ut den nedladdade filens SHA-512-kontrollsumma och jämför den med denna:",
  verifyFile: "Kontrollsumman som fil",
  verifyBag: "Arkivet är ett signerat BagIt-paket: varje fil i det har sin egen kontrollsumma.",
  signOut: "Logga ut",
  notFound: "Det finns ingen sida på den här adressen.",
  notListedTitle: "Arkivet kan inte hämtas från det här nätet",
  notListed: "Företaget har begränsat tjänsten till sina egna nät, och det här är inte ett av dem.",
  notListedAsk:
    "Öppna länken från företagets nät eller över dess VPN. Har nätet bytts kan företagets huvudanvändare be kundtjänsten lägga till det.",
};

const en: Messages = {
  service: "Fetching an accounting archive",
  language: "Language",
  openTitle: "Opening the link",
  openLead: "The page reads the link by itself. If nothing happens, paste the link from the e-mail here.",
  linkLabel: "The link from the e-mail",
  open: "Open",
  codeTitle: "Code by SMS",
  codeLead: "The code goes to the phone number in the contract, and only when you ask for it.",
  send: "Send the code",
  sendAgain: "Send a new code",
  sent: "The code has been sent. It is valid for five minutes.",
  noCode: "No code? The link may have expired or been replaced. Ask customer service for a new one.",
  codeLabel: "Code, 8 digits",
  continue: "Continue",
  wrong: "The code is wrong or has expired. Check it, or ask for a new one.",
  limit: "Too many codes or tries. Wait an hour; there are at most ten codes a day.",
  unavailable: "No code can be sent just now. Try again in an hour.",
  reopen: "The session has ended. Open the link from the e-mail again.",
  signedOut: "You are signed out. The link still works, with a new code.",
  archiveTitle: {
    books: "The accounting archive is ready to download",
    payroll: "The payroll archive is ready to download",
  },
  private: "The archive shows what each person earns. Keep it where only those who work with payroll can open it.",
  notThisTitle: "What is not in the archive",
  notThis: {
    books: "Payroll is in an archive of its own, which is handed over separately.",
    payroll: "The other books are in an archive of their own, which is handed over separately.",
  },
  notAll:
    "The archive holds what the law tells a company to keep. All exportable data (EU Data Act) can be asked for separately from the service.",
  formatsLink: "The file formats and their specifications",
  company: "Company",
  made: "Made",
  size: "Size",
  fileName: "File",
  until: "The link works until",
  download: "Download the archive",
  resume: "A download that was cut off can go on from where it stopped.",
  parts: (m: number) =>
    `The archive is in ${m} parts. Download all of them and unpack them into one folder; each part also opens by itself.`,
  downloadPart: (n: number, m: number) => `Download part ${n} of ${m}`,
  signatureFile: "Signature of the checksum",
  contents: "What is in the archive",
  year: "Financial year",
  keepUntil: "To be kept until",
  materials: "Materials",
  verifyTitle: "How to check the file",
  verifyLead: "Compute the SHA-512 checksum of the downloaded file and compare it with this:",
  verifyFile: "The checksum as a file",
  verifyBag: "The archive is a signed BagIt bag: every file in it has a checksum of its own.",
  signOut: "Sign out",
  notFound: "There is no page at this address.",
  notListedTitle: "The archive cannot be fetched from this network",
  notListed: "The company has limited the service to networks of its own, and this is none of them.",
  notListedAsk:
    "Open the link from the company's network, or over its VPN. If the network has changed, the company's administrator can ask customer service to add it.",
};

const messages: Record<PortalLanguage, Messages> = { fi, sv, en };
export const portalMessages = (language: PortalLanguage): Messages => messages[language];

/** What a material of the law is called within a sentence: as the archive's own pages call it. */
export const portalMaterial = (language: PortalLanguage, code: string): string =>
  materialName(language, code).replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

/**
 * The language chosen in the address, else the first of the browser's that the portal has (RFC 9110, 12.5.4).
 * @param acceptLanguage the request's header
 */
export function pickLanguage(
  chosen: string | null,
  acceptLanguage: string | null,
  fallback: PortalLanguage = "fi",
): PortalLanguage {
  const known = (tag: string) => portalLanguages.find((language) => tag.toLowerCase().split("-")[0] === language);
  const fromAddress = chosen && known(chosen);
  if (fromAddress) return fromAddress;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    const language = known(tag);
    if (language) return language;
  }
  return fallback;
}
