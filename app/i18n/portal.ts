import { languages as portalLanguages, type Language } from "./languages.ts";

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
  archiveTitle: "Arkisto on valmis noudettavaksi",
  company: "Yritys",
  made: "Laadittu",
  size: "Koko",
  fileName: "Tiedosto",
  until: "Linkki on voimassa",
  download: "Lataa arkisto",
  resume: "Keskeytyneen latauksen voi jatkaa siitä, mihin se jäi.",
  parts: (m: number) =>
    `Arkisto on ${m} osana. Lataa kaikki osat ja pura ne samaan kansioon; jokainen osa aukeaa myös yksin.`,
  downloadPart: (n: number, m: number) => `Lataa osa ${n}/${m}`,
  signatureFile: "Tarkisteiden allekirjoitus",
  contents: "Mitä arkistossa on",
  year: "Tilikausi",
  keepUntil: "Säilytettävä asti",
  materials: "Aineisto",
  verifyTitle: "Näin tarkistat tiedoston",
  verifyLead: "Laske ladatun tiedoston SHA-512-tarkiste ja vertaa sitä tähän:",
  verifyFile: "Tarkiste tiedostona",
  verifyBag: "Arkisto on allekirjoitettu BagIt-paketti: sen jokaisella tiedostolla on oma tarkisteensa.",
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
  archiveTitle: "Arkivet kan hämtas",
  company: "Företag",
  made: "Gjort",
  size: "Storlek",
  fileName: "Fil",
  until: "Länken gäller till",
  download: "Ladda ner arkivet",
  resume: "En avbruten nedladdning kan fortsätta där den slutade.",
  parts: (m: number) =>
    `Arkivet har ${m} delar. Ladda ner alla delar och packa upp dem i samma mapp; varje del öppnas också för sig.`,
  downloadPart: (n: number, m: number) => `Ladda ner del ${n}/${m}`,
  signatureFile: "Kontrollsummornas underskrift",
  contents: "Vad arkivet innehåller",
  year: "Räkenskapsperiod",
  keepUntil: "Ska bevaras till",
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
  archiveTitle: "The archive is ready to download",
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
  signatureFile: "Signature of the checksums",
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

/** What the law's materials are called; English names are those of the console. */
export const portalMaterials: Record<"fi" | "sv", Record<string, string>> = {
  fi: {
    journal: "päiväkirja",
    general_ledger: "pääkirja",
    trial_balance: "koetase",
    chart_of_accounts: "tililuettelo",
    dimensions: "seurantakohteet",
    tax_codes: "verokoodit",
    ledger_list: "luettelo kirjanpidoista ja aineistoista",
    financial_statements: "tilinpäätös",
    management_report: "toimintakertomus",
    balance_specifications: "tase-erittelyt",
    vouchers: "tositteet",
    voucher_documents: "tositteiden liitteet",
    parties: "asiakkaat ja toimittajat",
    vat_return_documents: "arvonlisäveroilmoitukset",
    employer_return_documents: "työnantajasuoritukset",
  },
  sv: {
    journal: "dagbok",
    general_ledger: "huvudbok",
    trial_balance: "råbalans",
    chart_of_accounts: "kontoförteckning",
    dimensions: "dimensioner",
    tax_codes: "momskoder",
    ledger_list: "förteckning över bokföringar och material",
    financial_statements: "bokslut",
    management_report: "verksamhetsberättelse",
    balance_specifications: "balansspecifikationer",
    vouchers: "verifikationer",
    voucher_documents: "verifikationernas bilagor",
    parties: "kunder och leverantörer",
    vat_return_documents: "momsdeklarationer",
    employer_return_documents: "arbetsgivarprestationer",
  },
};

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
