import type { Language } from "./languages.ts";

/** The page that lists the archive's formats, and what each of them is for. */
const fi = {
  title: "Arkiston tiedostomuodot",
  lead: "Missä muodoissa ja rakenteissa palvelusta lähtevä asiakas saa kirjanpitoarkistonsa. Tämä on EU:n datasäädöksen (2023/2854) 26 artiklan mukainen luettelo, ja sen osoite ei muutu.",
  version: (version: string, day: string) => `Luettelon versio ${version}, muutettu ${day}.`,
  formats: "Tiedostomuodot",
  tables: "CSV-tiedostojen rakenteet",
  tablesLead:
    "Sarakkeet, tyypit ja avaimet ohjelmille: Frictionless Table Schema. Nimet ja selitteet ovat englanniksi.",
  format: "Muoto",
  use: "Mihin",
  standard: "Määritys",
  files: "Missä arkistossa",
  table: "Tiedosto",
  holds: "Sisältö",
  machine: "Sama ohjelmille (JSON)",
  not: "Mitä arkisto ei ole",
  notText:
    "Arkistossa on se kirjanpitoaineisto, jonka laki käskee säilyttää. Se ei ole datasäädöksen tarkoittama kaikkien siirrettävien tietojen vienti: sen voi pyytää palvelulta erikseen. Arkistosta ei peritä maksua.",
  keys: "Allekirjoitusavaimet",
  uses: {
    zip: "Koko arkisto yhtenä tai useampana tiedostona",
    bagit: "Luettelo tiedostoista ja niiden tarkistussummista; tarkistettavissa sha512sum-komennolla",
    csv: "Päiväkirja, pääkirja, reskontrat ja rekisterit toiseen järjestelmään ja tarkastukseen",
    datapackage: "Kuvaus jokaisen CSV-tiedoston sarakkeista",
    xlsx: "Samat rivit taulukkolaskentaan",
    pdf: "Paperille tulostettava päiväkirja, pääkirja ja tilinpäätös",
    html: "Selailtava arkisto ilman ohjelmia ja verkkoa: taseesta tositteelle ja takaisin",
    json: "Rajaus, täydellisyysraportti ja täsmäytykset ohjelmille",
    saft: "Tilintarkastusohjelmille ja pohjoismaisille järjestelmille; ei virallinen suomalainen muoto",
    sie: "Ruotsalaisille ja ruotsinkielisille taloushallinnon ohjelmille",
    gdpdu: "CSV-tiedostojen kuvaus tarkastusohjelmille, kuten IDEA",
    originals: "Tositteet ja liitteet tavulleen sellaisina kuin ne on vastaanotettu",
    signature: "Todistaa, että arkisto on palvelun tekemä eikä muuttunut",
    cms: "Sama varmenteella, jos palvelulla on sellainen",
    timestamp: "Todistaa, milloin arkisto oli olemassa, jos aikaleimapalvelu on käytössä",
  },
};
export type ArchiveFormatMessages = typeof fi;

const sv: ArchiveFormatMessages = {
  title: "Arkivets filformat",
  lead: "I vilka format och strukturer en kund som lämnar tjänsten får sitt bokföringsarkiv. Detta är registret enligt artikel 26 i EU:s dataförordning (2023/2854), och dess adress ändras inte.",
  version: (version, day) => `Registrets version ${version}, ändrat ${day}.`,
  formats: "Filformat",
  tables: "CSV-filernas struktur",
  tablesLead:
    "Kolumner, typer och nycklar för program: Frictionless Table Schema. Namn och förklaringar är på engelska.",
  format: "Format",
  use: "Till vad",
  standard: "Specifikation",
  files: "Var i arkivet",
  table: "Fil",
  holds: "Innehåll",
  machine: "Samma för program (JSON)",
  not: "Vad arkivet inte är",
  notText:
    "Arkivet innehåller det bokföringsmaterial som lagen kräver att bevaras. Det är inte en export av alla exporterbara data enligt dataförordningen: den kan begäras särskilt av tjänsten. Arkivet är avgiftsfritt.",
  keys: "Signeringsnycklar",
  uses: {
    zip: "Hela arkivet i en eller flera filer",
    bagit: "Förteckning över filerna och deras kontrollsummor; kontrolleras med sha512sum",
    csv: "Dagbok, huvudbok, reskontror och register för andra system och för revision",
    datapackage: "Beskrivning av kolumnerna i varje CSV-fil",
    xlsx: "Samma rader för kalkylprogram",
    pdf: "Dagbok, huvudbok och bokslut att skriva ut",
    html: "Arkivet att bläddra i utan program och nät: från balansräkningen till verifikationen och tillbaka",
    json: "Avgränsning, fullständighetsrapport och avstämningar för program",
    saft: "För revisionsprogram och nordiska system; inte ett officiellt finskt format",
    sie: "För svenska och svenskspråkiga ekonomiprogram",
    gdpdu: "Beskrivning av CSV-filerna för revisionsprogram som IDEA",
    originals: "Verifikationer och bilagor exakt så som de togs emot",
    signature: "Visar att arkivet är gjort av tjänsten och inte har ändrats",
    cms: "Detsamma med certifikat, om tjänsten har ett",
    timestamp: "Visar när arkivet fanns, om en tidsstämpeltjänst används",
  },
};

const en: ArchiveFormatMessages = {
  title: "The archive's file formats",
  lead: "The formats and structures in which a customer who leaves the service gets the bookkeeping archive. This is the register that Article 26 of the EU Data Act, (EU) 2023/2854, asks for; its address does not change.",
  version: (version, day) => `Version ${version} of the register, changed on ${day}.`,
  formats: "File formats",
  tables: "Structure of the CSV files",
  tablesLead: "Columns, types and keys for programs: Frictionless Table Schema.",
  format: "Format",
  use: "What for",
  standard: "Specification",
  files: "Where in the archive",
  table: "File",
  holds: "What it holds",
  machine: "The same for programs (JSON)",
  not: "What the archive is not",
  notText:
    "The archive holds the bookkeeping material that the law tells a company to keep. It is not the export of all exportable data of the Data Act: ask the service for that one. The archive is free of charge.",
  keys: "Signing keys",
  uses: {
    zip: "The whole archive in one file or several",
    bagit: "The list of files with their checksums; sha512sum checks it",
    csv: "Journal, general ledger, sub-ledgers and registers for another system and for audits",
    datapackage: "What each column of each CSV file is",
    xlsx: "The same rows for spreadsheet programs",
    pdf: "Journal, general ledger and statements to print",
    html: "The archive to browse without programs or a network: from the balance sheet to a voucher and back",
    json: "Scope, completeness report and control totals for programs",
    saft: "For audit programs and Nordic systems; no official Finnish format",
    sie: "For accounting programs of Sweden and in Swedish",
    gdpdu: "What the CSV files hold, for audit programs such as IDEA",
    originals: "Vouchers and attachments byte for byte as they were received",
    signature: "Shows that the service made the archive and nobody changed it",
    cms: "The same with a certificate, where the service has one",
    timestamp: "Shows when the archive was there, where a time-stamping service is used",
  },
};

const all: Record<Language, ArchiveFormatMessages> = { fi, sv, en };

export const archiveFormatMessages = (language: Language): ArchiveFormatMessages => all[language];
