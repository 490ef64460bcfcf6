import type { ArchiveLanguage } from "../../run.ts";

export type ImportTexts = {
  leftOut: string;
  /** Before the table. */
  why: string;
  /** By kind (db/import/books.ts). */
  kinds: Record<string, string>;
};

const fi: ImportTexts = {
  leftOut: "Mitä tuoduista tiedostoista ei ole kirjanpidossa",
  why: "Näille kirjanpidossa ei ole paikkaa, joten niitä ei ole arkistossakaan. Alkuperäinen tiedosto sisältää ne.",
  kinds: {
    month_sums:
      "Kuukausisummat (#PSALDO): tositteet kertovat ne; vuodesta ilman tositteita säilyvät vain vuoden saldot",
    budget: "Budjetit (#PBUDGET): eivät ole kirjanpitoaineistoa",
    removed_rows: "Tositteista poistetut rivit (#BTRANS): niitä ei ole kirjattu",
    units: "Määrien yksiköt (#ENHET): määrät ovat päiväkirjassa",
    file_notes: "Tiedoston ja sen tehneen ohjelman omat tiedot (#FNR, #PROSA, #OMFATTN, #TAXAR, #BKOD)",
    signatures: "Kirjaajan nimi tai tunnus (#VER, #TRANS)",
    row_days: "Rivin oma päivä (#TRANS): päiväkirja kulkee tositteen päivän mukaan",
    balance_quantities: "Saldojen määrät (#IB, #UB, #RES, #OIB, #OUB)",
    contact: "Yhteyshenkilö ja puhelinnumero (#ADRESS)",
    further_codes: "Tilin useammat verolomakekoodit (#SRU) ja yrityksen lisänumerot (#ORGNR)",
    year_before: "Edellisen vuoden saldot: ne ovat vertailulukuja, kirjanpito on sen vuoden omassa tiedostossa",
    earlier_years: "Aiempien vuosien saldot: ne ovat vertailulukuja, kirjanpito on niiden vuosien omissa tiedostoissa",
    unknown: "Tietueet, joita SIE-muoto ei tunne",
  },
};

const sv: ImportTexts = {
  leftOut: "Vad i de importerade filerna som inte finns i bokföringen",
  why: "Bokföringen har ingen plats för dessa, och därför finns de inte heller i arkivet. Originalfilen har dem.",
  kinds: {
    month_sums:
      "Periodsaldon (#PSALDO): verifikationerna visar dem; av ett år utan verifikationer sparas bara årets saldon",
    budget: "Budgetar (#PBUDGET): de är inte räkenskapsmaterial",
    removed_rows: "Rader som togs bort ur verifikationer (#BTRANS): de är inte bokförda",
    units: "Kvantiteternas enheter (#ENHET): kvantiteterna finns i dagboken",
    file_notes: "Filens och programmets egna uppgifter (#FNR, #PROSA, #OMFATTN, #TAXAR, #BKOD)",
    signatures: "Bokförarens namn eller signatur (#VER, #TRANS)",
    row_days: "Radens eget datum (#TRANS): dagboken följer verifikationens datum",
    balance_quantities: "Saldonas kvantiteter (#IB, #UB, #RES, #OIB, #OUB)",
    contact: "Kontaktperson och telefonnummer (#ADRESS)",
    further_codes: "Ett kontos övriga SRU-koder (#SRU) och företagets övriga nummer (#ORGNR)",
    year_before: "Föregående års saldon: de är jämförelsetal, bokföringen finns i det årets egen fil",
    earlier_years: "Tidigare års saldon: de är jämförelsetal, bokföringen finns i de årens egna filer",
    unknown: "Poster som SIE-formatet inte känner",
  },
};

const en: ImportTexts = {
  leftOut: "What the imported files have and the books have not",
  why: "The books have no place for these, and so the archive has none of them. The original file has them.",
  kinds: {
    month_sums:
      "Sums by month (#PSALDO): the vouchers tell them; of a year without vouchers only the year's balances are kept",
    budget: "Budgets (#PBUDGET): they are no accounting records",
    removed_rows: "Rows that were taken out of vouchers (#BTRANS): they are not booked",
    units: "Units of quantities (#ENHET): the quantities are in the journal",
    file_notes: "What the file says of itself and of the program that wrote it (#FNR, #PROSA, #OMFATTN, #TAXAR, #BKOD)",
    signatures: "Name or signature of who booked (#VER, #TRANS)",
    row_days: "A row's own day (#TRANS): the journal goes by the voucher's day",
    balance_quantities: "Quantities of balances (#IB, #UB, #RES, #OIB, #OUB)",
    contact: "Contact person and telephone (#ADRESS)",
    further_codes: "An account's further codes of tax forms (#SRU) and the company's further numbers (#ORGNR)",
    year_before: "Balances of the year before: they are for comparison, the books are in that year's own file",
    earlier_years: "Balances of earlier years: they are for comparison, the books are in those years' own files",
    unknown: "Records that the SIE format does not know",
  },
};

export const importTexts: Record<ArchiveLanguage, ImportTexts> = { fi, sv, en };
