import { materialName } from "#exporters/formats/texts/materials.ts";
import { type Language, languages as portalLanguages } from "./languages.ts";

/** The customers' portal in its three languages. */
export { languageNames } from "./languages.ts";
export { portalLanguages };
export type PortalLanguage = Language;

const fi = {
  service: "Arkiston nouto",
  language: "Kieli",
  openTitle: "Avaa linkki",
  openLead: "Sähköpostin linkki avautuu yleensä itsestään. Jos näin ei käy, liitä linkki tähän.",
  linkLabel: "Linkki sähköpostista",
  open: "Avaa",
  codeTitle: "Tekstiviestikoodi",
  codeLead: "Koodi lähetetään sopimuksessa ilmoitettuun puhelinnumeroon vasta, kun pyydät sitä.",
  send: "Lähetä koodi",
  sendAgain: "Lähetä uusi koodi",
  sent: "Koodi on lähetetty. Se on voimassa viisi minuuttia.",
  noCode:
    "Eikö koodia tullut minuutissa? Pyydä uusi. Jos sekään ei tule, linkki on voinut vanhentua tai korvautua uudella: pyydä asiakaspalvelusta uusi linkki.",
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
  until: "Ladattavissa",
  untilTime: (time: string) => `${time} asti (Suomen aikaa)`,
  lead: (time: string) => `Lataa se viimeistään ${time} (Suomen aikaa).`,
  fetched: (time: string) => `Ladattu kokonaan ${time}`,
  allFetched: (time: string) => `Koko arkisto on ladattu. Voit ladata sen uudelleen ${time} asti (Suomen aikaa).`,
  download: "Lataa arkisto",
  resume: "Keskeytyneen latauksen voi jatkaa siitä, mihin se jäi.",
  parts: (m: number) =>
    `Arkistossa on ${m} osaa. Lataa kaikki osat ja pura ne samaan kansioon. Jokaisen osan voi avata myös yksinään.`,
  downloadPart: (n: number, m: number) => `Lataa osa ${n}/${m}`,
  signatureFile: "Tarkistussumman allekirjoitus",
  contents: "Mitä arkistossa on",
  year: "Tilikausi",
  keepUntil: (day: string) => `säilytettävä ${day} asti`,
  materials: (count: number) => (count === 1 ? "1 aineisto" : `${count} aineistoa`),
  thenTitle: "Kun arkisto on ladattu",
  nextSteps: [
    "Tarkista tiedosto, kuten alla neuvotaan.",
    "Pura zip-tiedosto ja avaa sen kansiosta data tiedosto index.html selaimella. Verkkoa tai ohjelmia ei tarvita.",
  ],
  thenKeep: (day: string) =>
    `Ota varmuuskopio: yrityksen on säilytettävä aineistoa pisimmillään ${day} asti, eikä palvelu säilytä arkistoa sen puolesta.`,
  verifyTitle: "Näin tarkistat tiedoston",
  verifyLead: "Laske ladatun tiedoston SHA-512-tarkistussumma ja vertaa sitä tähän:",
  verifyFile: "Tarkistussumma tiedostona",
  verifyBag: "Arkisto on allekirjoitettu BagIt-paketti: sen jokaisella tiedostolla on oma tarkistussummansa.",
  signOut: "Kirjaudu ulos",
  notFoundTitle: "Sivua ei ole",
  notFound: "Tässä osoitteessa ei ole sivua. Avaa sähköpostissa saamasi linkki.",
  failed: "Vika on palvelussa. Yritä hetken kuluttua uudelleen. Jos se ei auta, kerro siitä asiakaspalveluun.",
  noPart: "Arkistossa ei ole tällaista osaa. Palaa sivulle, jolla osat ovat.",
  lost: "Arkisto ei ole juuri nyt saatavilla. Kerro siitä asiakaspalveluun.",
  notListedTitle: "Tästä verkosta arkistoa ei voi noutaa",
  notListed: "Yritys on rajannut palvelun käytön omiin verkkoihinsa, eikä tämä verkko ole niiden joukossa.",
  notListedAsk:
    "Avaa linkki yrityksen verkosta tai sen VPN-yhteydellä. Jos verkko on vaihtunut, yrityksen pääkäyttäjä voi pyytää asiakaspalvelua lisäämään sen.",
};
type Messages = typeof fi;

const sv: Messages = {
  service: "Hämtning av arkiv",
  language: "Språk",
  openTitle: "Öppna länken",
  openLead: "Länken i e-postmeddelandet öppnas vanligen av sig själv. Gör den inte det, klistra in den här.",
  linkLabel: "Länken från e-postmeddelandet",
  open: "Öppna",
  codeTitle: "Kod per sms",
  codeLead: "Koden skickas till telefonnumret i avtalet först när du ber om den.",
  send: "Skicka kod",
  sendAgain: "Skicka en ny kod",
  sent: "Koden är skickad. Den gäller i fem minuter.",
  noCode:
    "Kom ingen kod inom en minut? Be om en ny. Kommer inte heller den kan länken ha gått ut eller ersatts: be kundtjänsten om en ny länk.",
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
  until: "Kan laddas ner",
  untilTime: (time) => `till ${time} (finsk tid)`,
  lead: (time) => `Ladda ner det senast ${time} (finsk tid).`,
  fetched: (time) => `Nedladdad i sin helhet ${time}`,
  allFetched: (time) => `Hela arkivet är nedladdat. Det kan laddas ner igen till ${time} (finsk tid).`,
  download: "Ladda ner arkivet",
  resume: "En avbruten nedladdning kan fortsätta där den slutade.",
  parts: (m: number) =>
    `Arkivet består av ${m} delar. Ladda ner alla delar och packa upp dem i samma mapp; varje del kan också öppnas för sig.`,
  downloadPart: (n: number, m: number) => `Ladda ner del ${n}/${m}`,
  signatureFile: "Kontrollsummans signatur",
  contents: "Vad arkivet innehåller",
  year: "Räkenskapsperiod",
  keepUntil: (day) => `ska bevaras till och med ${day}`,
  materials: (count) => `${count} material`,
  thenTitle: "När arkivet är nedladdat",
  nextSteps: [
    "Kontrollera filen enligt anvisningen nedan.",
    "Packa upp zip-filen och öppna filen index.html i mappen data med en webbläsare. Varken nät eller program behövs.",
  ],
  thenKeep: (day) =>
    `Ta en säkerhetskopia: företaget ska bevara materialet som längst till och med ${day}, och tjänsten bevarar inte arkivet åt det.`,
  verifyTitle: "Så kontrollerar du filen",
  verifyLead: "Räkna ut den nedladdade filens SHA-512-kontrollsumma och jämför den med denna:",
  verifyFile: "Kontrollsumman som fil",
  verifyBag: "Arkivet är ett signerat BagIt-paket: varje fil i det har sin egen kontrollsumma.",
  signOut: "Logga ut",
  notFoundTitle: "Sidan finns inte",
  notFound: "Det finns ingen sida på den här adressen. Öppna länken från e-postmeddelandet.",
  failed: "Felet är tjänstens. Försök igen om en stund. Hjälper det inte, meddela kundtjänsten.",
  noPart: "Arkivet har ingen sådan del. Gå tillbaka till sidan där delarna finns.",
  lost: "Arkivet är inte tillgängligt just nu. Meddela kundtjänsten.",
  notListedTitle: "Arkivet kan inte hämtas från det här nätet",
  notListed: "Företaget har begränsat tjänsten till sina egna nät, och det här är inte ett av dem.",
  notListedAsk:
    "Öppna länken från företagets nät eller över dess VPN. Har nätet bytts kan företagets huvudanvändare be kundtjänsten lägga till det.",
};

const en: Messages = {
  service: "Fetching an archive",
  language: "Language",
  openTitle: "Open the link",
  openLead: "The link in the e-mail usually opens by itself. If it does not, paste it here.",
  linkLabel: "The link from the e-mail",
  open: "Open",
  codeTitle: "Code by SMS",
  codeLead: "The code goes to the phone number in the contract, and only when you ask for it.",
  send: "Send the code",
  sendAgain: "Send a new code",
  sent: "The code has been sent. It is valid for five minutes.",
  noCode:
    "No code within a minute? Ask for another. If none comes then either, the link may have expired or been replaced: ask customer service for a new one.",
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
  until: "Can be downloaded",
  untilTime: (time) => `until ${time} (Finnish time)`,
  lead: (time) => `Download it by ${time} (Finnish time).`,
  fetched: (time) => `Downloaded whole on ${time}`,
  allFetched: (time) =>
    `The whole archive has been downloaded. It can be downloaded again until ${time} (Finnish time).`,
  download: "Download the archive",
  resume: "A download that was cut off can go on from where it stopped.",
  parts: (m: number) =>
    `The archive is in ${m} parts. Download all of them and unpack them into one folder; each part also opens by itself.`,
  downloadPart: (n: number, m: number) => `Download part ${n} of ${m}`,
  signatureFile: "Signature of the checksum",
  contents: "What is in the archive",
  year: "Financial year",
  keepUntil: (day) => `to be kept until ${day}`,
  materials: (count) => (count === 1 ? "1 material" : `${count} materials`),
  thenTitle: "Once it is downloaded",
  nextSteps: [
    "Check the file as told below.",
    "Unpack the zip file and open index.html in its folder data with a browser. It needs no network and no program.",
  ],
  thenKeep: (day) =>
    `Make a backup: the company has to keep what is in it until ${day} at the longest, and the service does not keep the archive for it.`,
  verifyTitle: "How to check the file",
  verifyLead: "Compute the SHA-512 checksum of the downloaded file and compare it with this:",
  verifyFile: "The checksum as a file",
  verifyBag: "The archive is a signed BagIt bag: every file in it has a checksum of its own.",
  signOut: "Sign out",
  notFoundTitle: "Nothing here",
  notFound: "There is no page at this address. Open the link from the e-mail.",
  failed: "The fault is on our side. Try again in a moment. If that does not help, tell customer service.",
  noPart: "The archive has no such part. Go back to the page with its parts.",
  lost: "The archive is not available just now. Please tell customer service.",
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
