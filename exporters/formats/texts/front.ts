import type { ArchiveLanguage } from "../../run.ts";

const fi = {
  title: "Kirjanpitoarkisto",
  lead: (years: string, count: number) =>
    `Lakisääteinen kirjanpitoaineisto ${count === 1 ? "tilikaudelta" : "tilikausilta"} ${years}.`,
  opens: "Kaikki avautuu tältä sivulta selaimella ilman verkkoyhteyttä.",
  inParts:
    "Arkistossa on useita ZIP-tiedostoja. Pura kaikki samaan kansioon: sivujen linkit vievät osasta toiseen. Osat luettelee reports/parts.json, ja reports/part-files.csv kertoo, missä osassa kukin tiedosto on; tositteiden tiedostot voivat olla muussa osassa kuin tilikauden muut tiedostot, saman nimisessä tilikauden kansiossa.",
  keep: "Säilytettävä",
  keepUntil: (first: string, last: string) =>
    first === last ? `${last} asti` : `aineistosta riippuen ${first} – ${last} asti`,
  keeper: "Kuka säilyttää",
  keeperText: "Yritys itse, myös sen jälkeen, kun palvelun käyttö on päättynyt.",
  company: "Yritys",
  law: "Laki",
  asOf: "Lakia sovellettu päivänä",
  made: "Arkisto tehty",
  years: "Tilikaudet",
  year: "Tilikausi",
  open: "avoin",
  vouchers: "Tositteita",
  lines: "Kirjausrivejä",
  files: "Tiedostoja",
  markedOnly: "vain osa tositteista",
  find: "Näin löydät laskun",
  findSteps: [
    "Avaa tilikauden tase tai tuloslaskelma.",
    "Avaa tili, esimerkiksi myyntisaamiset. Jos tilillä on paljon tapahtumia, valitse päivät.",
    "Avaa tapahtuman tosite.",
    "Avaa tositteen liite. Tositteen tilinumeroista pääset takaisin tilille.",
  ],
  noPages: "Tästä arkistosta on jätetty selattavat sivut pois. Samat tiedot ovat tilikausien kansioissa.",
  about: "Arkistosta",
  scope: "Mitä arkistossa on, mihin päivään asti se säilytetään ja minkä lain nojalla",
  completeness: "Täsmäytykset ja huomiot",
  ledgerList: "Luettelo kirjanpidoista ja aineistoista",
  verify: "Näin tarkistat, että arkisto on aito ja ehjä",
  notThis: "Mitä tämä ei ole",
  notAllData:
    "Tämä ei ole kaikki tieto, jonka voit saada palvelusta. EU:n datasäädöksen (2023/2854) mukainen kaiken vietävissä olevan datan siirto pyydetään palvelulta erikseen.",
  notPayroll:
    "Palkkakirjanpito on omassa arkistossaan. Tunnuksia, luonnoksia, muistiinpanoja, asetuksia ja lokeja ei ole mukana, koska mikään laki ei käske säilyttää niitä.",
  ends: "Kun toiminta loppuu",
  endsTexts: [
    "Kun toiminta loppuu tai kirjanpitovelvollisuus muuten päättyy, kirjanpitovelvollisen tai tämän oikeudenomistajan on järjestettävä kirjanpitoaineisto säilytettäväksi lain mukaan ja ilmoitettava rekisteriviranomaiselle, kenelle aineiston säilyttäminen on uskottu (kirjanpitolaki 1336/1997, 2 luku 10 § 3 momentti).",
    "Kaupparekisterin rekisteriviranomainen on Patentti- ja rekisterihallitus (kaupparekisterilaki 564/2023, 1 §). Tämä arkisto on sitä aineistoa: ilmoita, kuka säilyttää sen.",
  ],
  foldersOf: "Tilikausien kansiot:",
  folders: "Tiedostot ohjelmille ja tulosteet",
  folderTexts: [
    [
      "ledger",
      "Kirjanpidot ja rekisterit CSV-tiedostoina; datapackage.json selittää jokaisen sarakkeen, kunkin vuoden index.xml (GDPdU) tekee saman tarkastusohjelmille.",
    ],
    [
      "excel",
      "Samat taulukot taulukkolaskentaohjelmaan; kunkin kirjan toinen välilehti kertoo, mikä otsikko on mikä CSV-tiedoston sarake.",
    ],
    ["exchange", "SAF-T ja SIE 4E toisille ohjelmille ja tarkastukseen."],
    ["vouchers", "Tositteiden liitteet sellaisina kuin ne on vastaanotettu."],
    ["statements", "Tilinpäätökset ja erittelyt; päiväkirja, pääkirja ja saldoluettelo tulostettavina (PDF/A)."],
    ["returns", "Annetut ilmoitukset."],
    [
      "correspondence, inventory, agreements, construction",
      "Kirjeenvaihto, inventaarit, sopimukset ja rakentamisilmoitukset, jos niitä on.",
    ],
    ["pages", "Selattavat sivut, jotka avautuvat tiedostosta index.html."],
  ] as [string, string][],
  folder: "Kansio",
  content: "Sisältö",
};
export type FrontTexts = typeof fi;

const sv: FrontTexts = {
  title: "Bokföringsarkiv",
  lead: (years, count) =>
    `Lagstadgat bokföringsmaterial för ${count === 1 ? "räkenskapsperioden" : "räkenskapsperioderna"} ${years}.`,
  opens: "Allt öppnas från denna sida i en webbläsare, utan nätanslutning.",
  inParts:
    "Arkivet består av flera ZIP-filer. Packa upp alla i samma mapp: länkarna på sidorna leder från del till del. Delarna räknas upp i reports/parts.json, och reports/part-files.csv anger i vilken del varje fil finns; verifikationernas filer kan finnas i en annan del än räkenskapsperiodens övriga filer, i periodens mapp med samma namn.",
  keep: "Ska bevaras",
  keepUntil: (first, last) =>
    first === last ? `till och med ${last}` : `beroende på materialet till och med ${first} – ${last}`,
  keeper: "Vem som bevarar",
  keeperText: "Företaget självt, också efter att det har slutat använda tjänsten.",
  company: "Företag",
  law: "Lag",
  asOf: "Lagen tillämpad den",
  made: "Arkivet upprättat",
  years: "Räkenskapsperioder",
  year: "Räkenskapsperiod",
  open: "öppen",
  vouchers: "Verifikationer",
  lines: "Bokföringsrader",
  files: "Filer",
  markedOnly: "bara en del av verifikationerna",
  find: "Så hittar du en faktura",
  findSteps: [
    "Öppna periodens balansräkning eller resultaträkning.",
    "Öppna ett konto, till exempel kundfordringar. Har kontot många händelser väljer du dagarna.",
    "Öppna händelsens verifikation.",
    "Öppna verifikationens bilaga. Kontonumren i verifikationen leder tillbaka till kontot.",
  ],
  noPages: "Läsbara sidor har utelämnats ur detta arkiv. Samma uppgifter finns i räkenskapsperiodernas mappar.",
  about: "Om arkivet",
  scope: "Vad arkivet innehåller, till vilken dag det bevaras och enligt vilken lag",
  completeness: "Avstämningar och iakttagelser",
  ledgerList: "Förteckning över bokföringar och material",
  verify: "Så kontrollerar du att arkivet är äkta och oförändrat",
  notThis: "Vad detta inte är",
  notAllData:
    "Detta är inte alla data som du kan få ur tjänsten. Export av alla exporterbara data enligt EU:s dataförordning (2023/2854) begärs separat från tjänsten.",
  notPayroll:
    "Lönebokföringen finns i ett eget arkiv. Inloggningar, utkast, anteckningar, inställningar och loggar finns inte med, eftersom ingen lag kräver att de bevaras.",
  ends: "När verksamheten upphör",
  endsTexts: [
    "När verksamheten läggs ner eller bokföringsskyldigheten upphör av annan orsak ska den som var bokföringsskyldig eller dennes rättsinnehavare ordna arkiveringen av bokföringsmaterialet enligt lagen och anmäla till registermyndigheten vem som har anförtrotts förvaringen (bokföringslagen 1336/1997, 2 kap. 10 § 3 mom.).",
    "Handelsregistrets registermyndighet är Patent- och registerstyrelsen (handelsregisterlagen 564/2023, 1 §). Detta arkiv hör till materialet: anmäl vem som förvarar det.",
  ],
  foldersOf: "Räkenskapsperiodernas mappar:",
  folders: "Filer för program och utskrifter",
  folderTexts: [
    [
      "ledger",
      "Bokföringar och register som CSV; datapackage.json förklarar varje kolumn, varje års index.xml (GDPdU) gör detsamma för revisionsprogram.",
    ],
    [
      "excel",
      "Samma tabeller för kalkylprogram; varje boks andra flik anger vilken rubrik som är vilken kolumn i CSV-filen.",
    ],
    ["exchange", "SAF-T och SIE 4E för andra program och revision."],
    ["vouchers", "Verifikationernas bilagor i den form de togs emot."],
    ["statements", "Bokslut och specifikationer; dagbok, huvudbok och råbalans för utskrift (PDF/A)."],
    ["returns", "Lämnade deklarationer."],
    [
      "correspondence, inventory, agreements, construction",
      "Brevväxling, inventeringar, avtal och anmälningar om byggande, om sådana finns.",
    ],
    ["pages", "Sidorna som öppnas från index.html."],
  ],
  folder: "Mapp",
  content: "Innehåll",
};

const en: FrontTexts = {
  title: "Bookkeeping archive",
  lead: (years, count) => `Statutory bookkeeping material of the financial ${count === 1 ? "year" : "years"} ${years}.`,
  opens: "Everything opens from this page in a browser, without a network.",
  inParts:
    "The archive is several ZIP files. Unpack all of them into one folder: the pages' links lead from part to part. reports/parts.json lists the parts, and reports/part-files.csv says in which of them each file is; the files of vouchers may be in another part than the rest of their year, in the year's folder of the same name.",
  keep: "To be kept",
  keepUntil: (first, last) =>
    first === last ? `until ${last}` : `until ${first} – ${last}, depending on the material`,
  keeper: "Who keeps it",
  keeperText: "The company itself, also after it has stopped using the service.",
  company: "Company",
  law: "Law",
  asOf: "Law applied on",
  made: "Archive made",
  years: "Financial years",
  year: "Financial year",
  open: "open",
  vouchers: "Vouchers",
  lines: "Lines",
  files: "Files",
  markedOnly: "only some of the vouchers",
  find: "How to find an invoice",
  findSteps: [
    "Open the year's balance sheet or income statement.",
    "Open an account, such as trade receivables. If it has many entries, choose the days.",
    "Open the entry's voucher.",
    "Open the voucher's file. The account numbers of the voucher lead back to the account.",
  ],
  noPages: "The pages for reading were left out of this archive. The same data is in the years' folders.",
  about: "About the archive",
  scope: "What the archive holds, until when and by which law",
  completeness: "Reconciliation and what to look into",
  ledgerList: "List of ledgers and materials",
  verify: "How to check that the archive is genuine and whole",
  notThis: "What this is not",
  notAllData:
    "This is not all the data that you can have from the service. The export of all exportable data under the EU Data Act (2023/2854) is asked for separately from the service.",
  notPayroll:
    "Payroll accounting is in an archive of its own. Log-ins, drafts, notes, settings and logs are not here, because no law asks to keep them.",
  ends: "When the business ends",
  endsTexts: [
    "When operations end, or the duty to keep books ends otherwise, the one who had the duty or their successor must arrange the accounting material as the law asks and tell the register authority to whom its keeping has been entrusted (Finnish Accounting Act 1336/1997, chapter 2, section 10, subsection 3).",
    "The register authority of the Trade Register is the Finnish Patent and Registration Office (Trade Register Act 564/2023, section 1). This archive is part of that material: tell who keeps it.",
  ],
  foldersOf: "Folders of the financial years:",
  folders: "Files for programs and prints",
  folderTexts: [
    [
      "ledger",
      "Ledgers and registers as CSV; datapackage.json explains every column, the year's index.xml (GDPdU) does so for audit programs.",
    ],
    [
      "excel",
      "The same tables for spreadsheet programs; each book's second sheet says which heading is which column of the CSV file.",
    ],
    ["exchange", "SAF-T and SIE 4E for other programs and for audit."],
    ["vouchers", "The files of vouchers as they were received."],
    [
      "statements",
      "Financial statements and specifications; journal, general ledger and trial balance for printing (PDF/A).",
    ],
    ["returns", "Returns as filed."],
    [
      "correspondence, inventory, agreements, construction",
      "Correspondence, inventories, agreements and construction reports, where there are any.",
    ],
    ["pages", "The pages that index.html opens."],
  ],
  folder: "Folder",
  content: "Content",
};

export const frontTexts: Record<ArchiveLanguage, FrontTexts> = { fi, sv, en };
