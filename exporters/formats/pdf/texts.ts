import type { ArchiveLanguage } from "../../run.ts";

export const pageWord: Record<ArchiveLanguage, string> = { fi: "Sivu", sv: "Sida", en: "Page" };

/** The words of the printed ledgers, by the customer's language. */
export type LedgerTexts = {
  journal: string;
  generalLedger: string;
  trialBalance: string;
  incomeStatement: string;
  balanceSheet: string;
  volume: string;
  date: string;
  voucher: string;
  account: string;
  accountName: string;
  text: string;
  debit: string;
  credit: string;
  balance: string;
  opening: string;
  closing: string;
  amount: string;
  broughtForward: string;
  carriedForward: string;
  continued: string;
  total: string;
  /** Under the title of an empty ledger. */
  nothing: string;
  openYear: string;
  computed: string;
  computedStatements: string;
  /** Of a year without vouchers. */
  asStated: string;
  difference: string;
};

export const ledgerTexts: Record<ArchiveLanguage, LedgerTexts> = {
  fi: {
    journal: "Päiväkirja",
    generalLedger: "Pääkirja",
    trialBalance: "Saldoluettelo",
    incomeStatement: "Tuloslaskelma",
    balanceSheet: "Tase",
    volume: "osa",
    date: "Päivä",
    voucher: "Tosite",
    account: "Tili",
    accountName: "Tilin nimi",
    text: "Selite",
    debit: "Debet",
    credit: "Kredit",
    balance: "Saldo",
    opening: "Alkusaldo",
    closing: "Loppusaldo",
    amount: "Rahamäärä",
    broughtForward: "Siirto edelliseltä sivulta",
    carriedForward: "Siirto seuraavalle sivulle",
    continued: "jatkuu",
    total: "Yhteensä",
    nothing: "Tilikaudella ei ole vientejä.",
    openYear: "Tilikautta ei ole päätetty",
    computed: "Laskettu kirjanpidosta",
    asStated: "Tilikaudella ei ole tositteita: loppusaldot ovat ne, jotka tuotu tiedosto ilmoittaa.",
    computedStatements:
      "Tuloslaskelma ja tase on laskettu kirjanpidon saldoista. Ne eivät ole vahvistettu ja allekirjoitettu tilinpäätös.",
    difference: "Vastaavan ja vastattavan ero",
  },
  sv: {
    journal: "Dagbok",
    generalLedger: "Huvudbok",
    trialBalance: "Råbalans",
    incomeStatement: "Resultaträkning",
    balanceSheet: "Balansräkning",
    volume: "del",
    date: "Datum",
    voucher: "Verifikation",
    account: "Konto",
    accountName: "Kontots namn",
    text: "Förklaring",
    debit: "Debet",
    credit: "Kredit",
    balance: "Saldo",
    opening: "Ingående saldo",
    closing: "Utgående saldo",
    amount: "Belopp",
    broughtForward: "Transport från föregående sida",
    carriedForward: "Transport till följande sida",
    continued: "fortsätter",
    total: "Summa",
    nothing: "Räkenskapsperioden har inga poster.",
    openYear: "Räkenskapsperioden är inte avslutad",
    computed: "Beräknad ur bokföringen",
    asStated: "Räkenskapsperioden har inga verifikationer: de utgående saldona är de som den importerade filen uppger.",
    computedStatements:
      "Resultaträkningen och balansräkningen är beräknade ur bokföringens saldon. De är inte ett fastställt och undertecknat bokslut.",
    difference: "Skillnaden mellan aktiva och passiva",
  },
  en: {
    journal: "Journal",
    generalLedger: "General ledger",
    trialBalance: "Trial balance",
    incomeStatement: "Income statement",
    balanceSheet: "Balance sheet",
    volume: "volume",
    date: "Date",
    voucher: "Voucher",
    account: "Account",
    accountName: "Account name",
    text: "Text",
    debit: "Debit",
    credit: "Credit",
    balance: "Balance",
    opening: "Opening balance",
    closing: "Closing balance",
    amount: "Amount",
    broughtForward: "Brought forward",
    carriedForward: "Carried forward",
    continued: "continued",
    total: "Total",
    nothing: "The year has no entries.",
    openYear: "The year is not closed",
    computed: "Computed from the ledger",
    asStated: "The year has no vouchers: the closing balances are as stated by the imported file.",
    computedStatements:
      "The income statement and the balance sheet are computed from the balances of the ledger. They are not the adopted and signed financial statements.",
    difference: "Difference between the two sides",
  },
};
