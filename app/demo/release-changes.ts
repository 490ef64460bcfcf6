import type { InLanguages } from "#db/schema/bulletins.ts";
import type { ReleaseItem } from "#db/schema/releases.ts";

/** One line of a release: in English, as the development team records it, and as customers read it in the bulletin. */
export type DemoChange = InLanguages & {
  section: ReleaseItem["section"];
  pages: readonly string[];
  apis: readonly string[];
};

const change = (
  section: DemoChange["section"],
  en: string,
  fi: string,
  sv: string,
  { pages = [], apis = [] }: { pages?: string[]; apis?: string[] } = {},
): DemoChange => ({ section, en, fi, sv, pages, apis });

/** What the demo's releases changed: sentences as a development team would write them. */
export const ordinaryChanges: readonly DemoChange[] = [
  change(
    "improved",
    "Sales invoices: the default payment term comes from the customer's own terms.",
    "Myyntilaskut: oletusmaksuehto tulee asiakkaan omista ehdoista.",
    "Försäljningsfakturor: standardbetalningsvillkoret kommer från kundens egna villkor.",
    { pages: ["/sales/invoices/new"] },
  ),
  change(
    "fixed",
    "Sales invoices: a credit note keeps the dimensions of the invoice it credits.",
    "Myyntilaskut: hyvityslasku säilyttää hyvitettävän laskun seurantakohteet.",
    "Försäljningsfakturor: en kreditfaktura behåller dimensionerna från fakturan som krediteras.",
    { pages: ["/sales/invoices"], apis: ["/api/sales-invoices"] },
  ),
  change(
    "new",
    "Sales orders: rows can be moved with the keyboard.",
    "Myyntitilaukset: rivejä voi siirtää näppäimistöllä.",
    "Försäljningsordrar: rader kan flyttas med tangentbordet.",
    { pages: ["/sales/orders"] },
  ),
  change(
    "improved",
    "Payment reminders: a reminder that was not sent is listed with its reason.",
    "Maksumuistutukset: lähettämättä jäänyt muistutus näkyy listalla syineen.",
    "Betalningspåminnelser: en påminnelse som inte skickades listas med sin orsak.",
    { pages: ["/sales/payment-reminders"] },
  ),
  change(
    "improved",
    "Purchase invoices: an attachment opens beside the invoice on wide screens.",
    "Ostolaskut: liite avautuu leveällä näytöllä laskun viereen.",
    "Inköpsfakturor: en bilaga öppnas bredvid fakturan på breda skärmar.",
    { pages: ["/purchases/invoices"] },
  ),
  change(
    "improved",
    "Purchase invoices: the duplicate check also compares the reference number.",
    "Ostolaskut: kaksoiskappaleiden tarkistus vertaa myös viitenumeroa.",
    "Inköpsfakturor: dubblettkontrollen jämför även referensnumret.",
    { pages: ["/purchases/invoices"], apis: ["/api/purchase-invoices"] },
  ),
  change(
    "new",
    "Approval: a deputy sees until when the approval is theirs.",
    "Hyväksyntä: sijainen näkee, mihin asti hyväksyntä on hänellä.",
    "Godkännande: en ersättare ser hur länge godkännandet är hens.",
    { pages: ["/purchases/approval"] },
  ),
  change(
    "improved",
    "Approval: comments of the round are printed with the invoice.",
    "Hyväksyntä: kierron kommentit tulostuvat laskun mukana.",
    "Godkännande: rundans kommentarer skrivs ut med fakturan.",
    { pages: ["/purchases/approval"] },
  ),
  change(
    "new",
    "Bank statements: camt.053 version 8 is read from all banks.",
    "Tiliotteet: camt.053:n versio 8 luetaan kaikista pankeista.",
    "Kontoutdrag: camt.053 version 8 läses från alla banker.",
    { pages: ["/bank/statements"] },
  ),
  change(
    "improved",
    "Bank statements: rows without a reference are offered to the oldest open invoice first.",
    "Tiliotteet: viitteettömiä rivejä tarjotaan ensin vanhimmalle avoimelle laskulle.",
    "Kontoutdrag: rader utan referens föreslås först för den äldsta öppna fakturan.",
    { pages: ["/bank/statements"] },
  ),
  change(
    "fixed",
    "Payments: an instant credit transfer that the bank refuses goes back to the queue.",
    "Maksut: pikasiirto, jonka pankki hylkää, palaa jonoon.",
    "Betalningar: en snabbgirering som banken avvisar går tillbaka till kön.",
    { pages: ["/bank/payments"], apis: ["/api/payments"] },
  ),
  change(
    "new",
    "Ledger: a voucher's change log can be filtered by user.",
    "Kirjanpito: tositteen muutoslokin voi rajata käyttäjän mukaan.",
    "Bokföring: en verifikats ändringslogg kan filtreras per användare.",
    { pages: ["/ledger/vouchers"] },
  ),
  change(
    "new",
    "Ledger: dimensions can be closed from a date on.",
    "Kirjanpito: seurantakohteen voi sulkea valitusta päivästä alkaen.",
    "Bokföring: dimensioner kan stängas från och med ett datum.",
    { pages: ["/ledger/journal"], apis: ["/api/ledger-entries"] },
  ),
  change(
    "improved",
    "VAT return: the reduced rate of 13.5 % in all summaries.",
    "Arvonlisäveroilmoitus: alennettu 13,5 prosentin verokanta kaikissa yhteenvedoissa.",
    "Momsdeklaration: den reducerade satsen 13,5 procent i alla sammandrag.",
    { pages: ["/tax/vat-return"] },
  ),
  change(
    "improved",
    "VAT return: the check before sending names the vouchers that are not balanced.",
    "Arvonlisäveroilmoitus: tarkistus ennen lähettämistä nimeää tositteet, jotka eivät täsmää.",
    "Momsdeklaration: kontrollen före sändning namnger de verifikat som inte balanserar.",
    { pages: ["/tax/vat-return"] },
  ),
  change(
    "improved",
    "Reports: the income statement remembers its comparison period.",
    "Raportit: tuloslaskelma muistaa vertailukauden.",
    "Rapporter: resultaträkningen kommer ihåg sin jämförelseperiod.",
    { pages: ["/ledger/reports/income-statement"] },
  ),
  change(
    "new",
    "Reports: the general ledger is exported to a spreadsheet in the background.",
    "Raportit: pääkirja viedään taulukkolaskentaan taustalla.",
    "Rapporter: huvudboken exporteras till ett kalkylblad i bakgrunden.",
    { pages: ["/ledger/reports/general-ledger"] },
  ),
  change(
    "fixed",
    "Payroll: holiday pay is accrued by the collective agreement's own rounding.",
    "Palkanlaskenta: lomapalkka kertyy työehtosopimuksen oman pyöristyksen mukaan.",
    "Löneräkning: semesterlönen intjänas enligt kollektivavtalets egen avrundning.",
    { pages: ["/payroll/runs"] },
  ),
  change(
    "improved",
    "Payroll: the earnings payment report's corrections show what was replaced.",
    "Palkanlaskenta: palkkatietoilmoituksen korjaukset näyttävät, mitä korvattiin.",
    "Löneräkning: rättelser av anmälan om löneuppgifter visar vad som ersattes.",
    { pages: ["/payroll/runs"] },
  ),
  change(
    "improved",
    "Payslips: sent to the bank's online archive in the night after approval.",
    "Palkkalaskelmat: lähetetään pankin verkkoarkistoon hyväksyntää seuraavana yönä.",
    "Lönespecifikationer: skickas till bankens nätarkiv natten efter godkännandet.",
    { pages: ["/payroll/payslips"] },
  ),
  change(
    "new",
    "Travel expenses: kilometre allowances of the new year.",
    "Matkalaskut: uuden vuoden kilometrikorvaukset.",
    "Reseräkningar: det nya årets kilometerersättningar.",
  ),
  change(
    "new",
    "API: the customers resource takes several e-invoice addresses.",
    "Rajapinta: asiakkaat-resurssi ottaa vastaan useita verkkolaskuosoitteita.",
    "API: kundresursen tar emot flera e-fakturaadresser.",
    { apis: ["/api/customers"] },
  ),
  change(
    "improved",
    "API: the payments resource tells the bank's own reason of a refusal.",
    "Rajapinta: maksut-resurssi kertoo pankin oman hylkäysperusteen.",
    "API: betalningsresursen anger bankens egen orsak till ett avslag.",
    { apis: ["/api/payments"] },
  ),
  change(
    "improved",
    "API: an integration's limits are told in the answer's headers.",
    "Rajapinta: integraation rajat kerrotaan vastauksen otsakkeissa.",
    "API: en integrations gränser anges i svarets huvuden.",
    { apis: ["/api/sales-invoices", "/api/purchase-invoices"] },
  ),
  change(
    "new",
    "Settings: roles can be copied from another company of the same accounting office.",
    "Asetukset: roolit voi kopioida saman tilitoimiston toisesta yrityksestä.",
    "Inställningar: roller kan kopieras från ett annat företag på samma redovisningsbyrå.",
  ),
  change(
    "improved",
    "Sign-in: the device list shows when each was last used.",
    "Kirjautuminen: laiteluettelo näyttää, milloin kutakin on viimeksi käytetty.",
    "Inloggning: enhetslistan visar när var och en senast användes.",
  ),
  change(
    "fixed",
    "Accessibility: the tables of open invoices are read in order by screen readers.",
    "Saavutettavuus: ruudunlukijat lukevat avointen laskujen taulukot järjestyksessä.",
    "Tillgänglighet: skärmläsare läser tabellerna över öppna fakturor i ordning.",
    { pages: ["/sales/invoices", "/purchases/invoices"] },
  ),
  change(
    "fixed",
    "Small fixes of wording in Swedish.",
    "Pieniä korjauksia ruotsinkielisiin teksteihin.",
    "Små språkliga rättelser på svenska.",
  ),
];

export const urgentChanges: readonly DemoChange[] = [
  change(
    "urgent",
    "Fixes purchase invoices that stayed in the approver's list after approval.",
    "Korjaa ostolaskut, jotka jäivät hyväksyjän listalle hyväksynnän jälkeen.",
    "Rättar inköpsfakturor som låg kvar på godkännarens lista efter godkännandet.",
    { pages: ["/purchases/approval"] },
  ),
  change(
    "urgent",
    "Fixes an e-invoice that was not sent when the buyer's name had a character outside Latin-1.",
    "Korjaa verkkolaskun, joka jäi lähtemättä, kun ostajan nimessä oli Latin-1:n ulkopuolinen merkki.",
    "Rättar en e-faktura som inte skickades när köparens namn hade ett tecken utanför Latin-1.",
    { pages: ["/sales/invoices"] },
  ),
  change(
    "urgent",
    "Fixes the sum of a payslip when an absence began on a public holiday.",
    "Korjaa palkkalaskelman summan, kun poissaolo alkoi pyhäpäivänä.",
    "Rättar summan på en lönespecifikation när frånvaron började på en helgdag.",
    { pages: ["/payroll/payslips"] },
  ),
  change(
    "urgent",
    "Fixes bank statements of one bank that were read twice.",
    "Korjaa yhden pankin tiliotteet, jotka luettiin kahteen kertaan.",
    "Rättar kontoutdrag från en bank som lästes in två gånger.",
    { pages: ["/bank/statements"] },
  ),
  change(
    "urgent",
    "A security update of a library that reads images.",
    "Kuvia lukevan kirjaston tietoturvapäivitys.",
    "En säkerhetsuppdatering av ett bibliotek som läser bilder.",
  ),
  change(
    "urgent",
    "Fixes API requests that timed out while the ledger of the year was being closed.",
    "Korjaa rajapintakutsut, jotka katkesivat aikarajaan tilikauden päättämisen aikana.",
    "Rättar API-anrop som fick timeout medan räkenskapsåret stängdes.",
    { apis: ["/api/ledger-entries"] },
  ),
];

/** What a release changed that made a page slower. */
export const slowPageChange = (page: string): DemoChange =>
  change(
    "new",
    `${page}: shows the whole history instead of the last twelve months.`,
    `${page}: näyttää koko historian viimeisten kahdentoista kuukauden sijasta.`,
    `${page}: visar hela historiken i stället för de senaste tolv månaderna.`,
    { pages: [page] },
  );

const known = new Map([...ordinaryChanges, ...urgentChanges].map((one) => [one.en, one]));
const slow = /^(\/\S+): shows the whole history/;

/** A recorded line in the three languages; null for one that the demo did not write. */
export function demoChangeOf(en: string): DemoChange | null {
  const page = slow.exec(en)?.[1];
  return known.get(en) ?? (page ? slowPageChange(page) : null);
}
