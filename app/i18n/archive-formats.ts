import type { Language } from "./languages.ts";

/** The page that lists the archive's formats, and what each of them is for. */
const fi = {
  title: "Arkiston tiedostomuodot",
  lead: "Missä tiedostomuodoissa ja millä rakenteella palvelusta lähtevä asiakas saa kirjanpito- ja palkka-arkistonsa. Tämä on EU:n datasäädöksen (2023/2854) 26 artiklan mukainen luettelo. Sen osoite ei muutu.",
  version: (version: string, day: string) => `Luettelon versio ${version}, muutettu ${day}.`,
  formats: "Tiedostomuodot",
  tables: "CSV-tiedostojen rakenteet",
  tablesLead:
    "Sarakkeet, tyypit ja avaimet ohjelmille: Frictionless Table Schema. Nimet ja selitteet ovat englanniksi.",
  standard: "Määritys",
  files: "Missä arkistossa",
  ofBooks: "Kirjanpidon arkisto",
  ofPayroll: "Palkka-arkisto",
  yearIs: "<year> on tilikauden kansio, esimerkiksi 2025-01-01_2025-12-31. Palkat ovat omassa arkistossaan.",
  machine: "Sama ohjelmille (JSON)",
  not: "Mitä arkisto ei ole",
  notText:
    "Arkistossa on se aineisto, joka yrityksen on lain mukaan säilytettävä. Se ei ole datasäädöksen tarkoittama kaiken vietävissä olevan datan siirto: sen voi pyytää palvelulta erikseen. Arkisto on maksuton.",
  keys: "Allekirjoitusavaimet",
  uses: {
    zip: "Koko arkisto yhtenä tai useampana tiedostona",
    bagit: "Luettelo tiedostoista ja niiden tarkistussummista; sha512sum tarkistaa ne",
    csv: "Päiväkirja, pääkirja, reskontrat ja rekisterit toiseen järjestelmään ja tarkastukseen",
    datapackage: "Kuvaus jokaisen CSV-tiedoston sarakkeista",
    xlsx: "Samat rivit taulukkolaskentaan",
    pdf: "Tulostettavat päiväkirja, pääkirja, saldoluettelo, tuloslaskelma ja tase sekä palkkakirjanpito",
    html: "Selaimella luettava arkisto ilman verkkoa: taseesta tositteelle ja takaisin",
    json: "Arkiston laajuus, täsmäytykset ja luettelo kirjanpidoista ohjelmille",
    text: "Lue ensin -tiedosto ja ohje allekirjoituksen tarkistamiseen",
    saft: "Tilintarkastusohjelmille ja pohjoismaisille järjestelmille; ei Suomen viranomaisen muoto",
    sie: "Ruotsalaisille taloushallinnon ohjelmille",
    gdpdu: "CSV-tiedostojen kuvaus tarkastusohjelmille, esimerkiksi IDEAlle",
    originals: "Tositteet ja liitteet tavulleen sellaisina kuin ne on vastaanotettu",
    signature: "Osoittaa, että arkisto on palvelun tekemä eikä sitä ole muutettu",
    cms: "Sama varmenteella, jos palvelulla on varmenne",
    timestamp: "Osoittaa, milloin arkisto oli olemassa, jos aikaleimapalvelu on käytössä",
  },
};
export type ArchiveFormatMessages = typeof fi;

const sv: ArchiveFormatMessages = {
  title: "Arkivets filformat",
  lead: "I vilka filformat och med vilken struktur en kund som lämnar tjänsten får sitt bokförings- och lönearkiv. Detta är registret enligt artikel 26 i EU:s dataförordning (2023/2854). Adressen ändras inte.",
  version: (version, day) => `Registrets version ${version}, ändrat ${day}.`,
  formats: "Filformat",
  tables: "CSV-filernas struktur",
  tablesLead:
    "Kolumner, typer och nycklar för program: Frictionless Table Schema. Namn och förklaringar är på engelska.",
  standard: "Specifikation",
  files: "Var i arkivet",
  ofBooks: "Bokföringsarkivet",
  ofPayroll: "Lönearkivet",
  yearIs: "<year> är räkenskapsperiodens mapp, till exempel 2025-01-01_2025-12-31. Lönerna finns i ett eget arkiv.",
  machine: "Samma för program (JSON)",
  not: "Vad arkivet inte är",
  notText:
    "Arkivet innehåller det material som företaget enligt lag ska bevara. Det är inte en export av alla exporterbara data enligt dataförordningen: den kan begäras separat från tjänsten. Arkivet är avgiftsfritt.",
  keys: "Signeringsnycklar",
  uses: {
    zip: "Hela arkivet i en eller flera filer",
    bagit: "Förteckning över filerna och deras kontrollsummor; sha512sum kontrollerar dem",
    csv: "Dagbok, huvudbok, reskontror och register för andra system och för revision",
    datapackage: "Beskrivning av kolumnerna i varje CSV-fil",
    xlsx: "Samma rader för kalkylprogram",
    pdf: "Dagbok, huvudbok, råbalans, resultat- och balansräkning samt lönebokföring för utskrift",
    html: "Arkivet att läsa i webbläsaren utan nätanslutning: från balansräkningen till verifikationen och tillbaka",
    json: "Arkivets omfattning, avstämningar och förteckningen över bokföringar för program",
    text: "Läs först-filen och anvisningen för kontroll av signaturen",
    saft: "För revisionsprogram och nordiska system; inte ett format som finska myndigheter har fastställt",
    sie: "För svenska ekonomiprogram",
    gdpdu: "Beskrivning av CSV-filerna för revisionsprogram som IDEA",
    originals: "Verifikationer och bilagor exakt så som de togs emot",
    signature: "Visar att tjänsten har upprättat arkivet och att det inte har ändrats",
    cms: "Detsamma med certifikat, om tjänsten har ett",
    timestamp: "Visar när arkivet fanns, om en tidsstämplingstjänst används",
  },
};

const en: ArchiveFormatMessages = {
  title: "The archive's file formats",
  lead: "The formats and structures in which a customer who leaves the service gets the archives of the books and of the payroll. This is the register that Article 26 of the EU Data Act, (EU) 2023/2854, asks for. Its address does not change.",
  version: (version, day) => `Version ${version} of the register, changed on ${day}.`,
  formats: "File formats",
  tables: "Structure of the CSV files",
  tablesLead: "Columns, types and keys for programs: Frictionless Table Schema.",
  standard: "Specification",
  files: "Where in the archive",
  ofBooks: "Archive of the books",
  ofPayroll: "Archive of the payroll",
  yearIs:
    "<year> is the folder of a financial year, such as 2025-01-01_2025-12-31. Payroll is in an archive of its own.",
  machine: "The same for programs (JSON)",
  not: "What the archive is not",
  notText:
    "The archive holds the material that the law tells a company to keep. It is not the export of all exportable data of the Data Act: ask the service for that one. The archive is free of charge.",
  keys: "Signing keys",
  uses: {
    zip: "The whole archive in one file or several",
    bagit: "The list of files with their checksums; sha512sum checks it",
    csv: "Journal, general ledger, sub-ledgers and registers for another system and for audits",
    datapackage: "What each column of each CSV file is",
    xlsx: "The same rows for spreadsheet programs",
    pdf: "Journal, general ledger, trial balance, statements and payroll ledger to print",
    html: "The archive to read in a browser, without a network: from the balance sheet to a voucher and back",
    json: "Scope, completeness report, control totals and the list of ledgers for programs",
    text: "The file to read first, and how to check the signature",
    saft: "For audit programs and Nordic systems; not a format of the Finnish authorities",
    sie: "For Swedish accounting programs",
    gdpdu: "What the CSV files hold, for audit programs such as IDEA",
    originals: "Vouchers and attachments byte for byte as they were received",
    signature: "Shows that the service made the archive and nobody changed it",
    cms: "The same with a certificate, where the service has one",
    timestamp: "Shows when the archive was there, where a time-stamping service is used",
  },
};

const all: Record<Language, ArchiveFormatMessages> = { fi, sv, en };

export const archiveFormatMessages = (language: Language): ArchiveFormatMessages => all[language];
