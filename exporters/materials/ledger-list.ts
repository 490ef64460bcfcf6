import { printedTable } from "../formats/pdf/printed-files.ts";
import { includes, type Scope, type YearDecision } from "../law/scope.ts";
import type { Table } from "./table.ts";

/**
 * The list of ledgers and materials (luettelo kirjanpidoista ja aineistoista, KPL 2:7a): the parts, how they relate, and how
 * they are kept and read, exact enough that the books can be read without the people who kept them.
 */
export type LedgerList = {
  version: 1;
  title: { fi: string; sv: string; en: string };
  company: Scope["company"];
  years: { folder: string; startsOn: string; endsOn: string; open: boolean; parts: Part[] }[];
  relations: string[];
  storage: string[];
};
export type Part = { name: string; description: string; files: string[]; retainUntil: string; citation: string };

export const ledgerListTitle = {
  fi: "Luettelo kirjanpidoista ja aineistoista",
  sv: "Förteckning över bokföringar och material",
  en: "List of ledgers and materials",
};

/** @param files paths written for the year, from its folder on */
export function ledgerListYear(
  year: YearDecision,
  folder: string,
  tables: readonly Table[],
  files: readonly string[],
): LedgerList["years"][number] {
  const parts: Part[] = tables.map((table) => {
    const rule = year.materials.find((m) => m.material === table.material)!;
    return {
      name: table.title,
      description: table.description,
      files: files.filter(
        (f) =>
          f.replace(/^.*\//, "").replace(/(-\d+)?\.(csv|xlsx)$/, "") === table.name || printedTable(f) === table.name,
      ),
      retainUntil: rule.retainUntil,
      citation: rule.citation,
    };
  });
  for (const [material, name, place] of [
    ["voucher_documents", "Files of vouchers", "vouchers/<series>/<number>/"],
    ["financial_statements", "Financial statements", "statements/"],
    ["management_report", "Management report", "statements/"],
    ["balance_specifications", "Balance sheet specifications", "statements/"],
    ["vat_return_documents", "VAT returns as filed", "returns/"],
    ["employer_return_documents", "Employer's returns as filed", "returns/"],
  ] as const) {
    if (!includes(year, material)) continue;
    const rule = year.materials.find((m) => m.material === material)!;
    parts.push({
      name,
      description: "Files as they were received or filed; attachments.csv lists them.",
      files: [place],
      retainUntil: rule.retainUntil,
      citation: rule.citation,
    });
  }
  return { folder, startsOn: year.startsOn, endsOn: year.endsOn, open: year.open, parts };
}

export const relations = [
  "A voucher is named by its series and number; within a year voucher_seq is its place in the journal and names it without doubt.",
  "journal.csv has each voucher's lines; general-ledger.csv has the same lines by account, each with voucher_seq and line.",
  "trial-balance.csv adds up general-ledger.csv: opening balance + debit - credit = closing balance.",
  "vouchers.csv names each voucher's files by SHA-256; attachments.csv names each file's vouchers: the trail runs both ways.",
  "Customers and suppliers, tax codes and dimensions of an entry are codes whose meaning is in parties.csv, tax-codes.csv and dimensions.csv.",
  "The financial statements in statements/ rest on the closing balances of the same year.",
];

export const storage = [
  "CSV: UTF-8, comma, CRLF, no byte order mark, decimal point (RFC 4180); datapackage.json describes every column.",
  "XLSX: the same rows for spreadsheet programs.",
  "PDF: PDF/A-3b (ISO 19005-3), the ledgers as they are printed.",
  "SAF-T: saft.xml, SAF-T Financial 1.30, the same journal for audit programs.",
  "SIE: sie4e.se, SIE 4E in PC8 (CP437), the same vouchers and balances for other accounting programs.",
  "GDPdU: index.xml beside the CSV files describes them to audit programs (GDPdU data description of 1 September 2004).",
  "Files of vouchers: the bytes as received.",
  "Everything is in one BagIt bag (RFC 8493): manifest-sha512.txt has the SHA-512 of every file.",
];
