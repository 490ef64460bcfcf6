import { printedTable } from "../formats/pdf/printed-files.ts";
import type { Scope, YearDecision } from "../law/scope.ts";
import { documentKinds, keptKinds } from "./documents.ts";
import { tableDecision } from "./kept-decision.ts";
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

export const citationsOf = (list: LedgerList): string[] =>
  list.years.flatMap(({ parts }) => parts.map((p) => p.citation));

export const ledgerListTitle = {
  fi: "Luettelo kirjanpidoista ja aineistoista",
  sv: "Förteckning över bokföringar och material",
  en: "List of ledgers and materials",
};

const documentNames: Record<string, string> = {
  voucher: "Files of vouchers",
  financial_statements: "Financial statements",
  management_report: "Management report",
  sustainability_report: "Sustainability report and its data",
  balance_specification: "Balance sheet specifications",
  notes_specification: "Specifications of the notes",
  vat_return: "VAT returns as filed",
  employer_return: "Employer's returns as filed",
  correspondence: "Correspondence on transactions",
  inventory: "Inventories",
  agreement: "Agreements",
  construction_report: "Reports of construction sites",
};

/** @param files paths written for the year, from its folder on */
export function ledgerListYear(
  year: YearDecision,
  folder: string,
  tables: readonly Table[],
  files: readonly string[],
): LedgerList["years"][number] {
  const parts: Part[] = tables.map((table) => {
    const rule = tableDecision(year, table);
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
  for (const kind of keptKinds(year)) {
    const { folder: place, material } = documentKinds[kind]!;
    const rule = year.materials.find((m) => m.material === material)!;
    const marked = (rule.marked ?? []).filter((m) => m.included && m.retainUntil > rule.retainUntil);
    const longest = marked.toSorted((x, y) => (x.retainUntil < y.retainUntil ? -1 : 1)).at(-1);
    parts.push({
      name: documentNames[kind]!,
      description: rule.included
        ? `Files as they were received or filed; attachments.csv lists them${longest ? ", with those that are kept longer" : ""}.`
        : "Files of vouchers with a longer retention of their own; attachments.csv lists them.",
      files: [place === "vouchers" ? "vouchers/<series>/<number>/" : `${place}/`],
      retainUntil: rule.included || !longest ? rule.retainUntil : longest.retainUntil,
      citation: rule.included || !longest ? rule.citation : longest.citation,
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
  "receivables-ledger.csv and payables-ledger.csv have the journal's lines of their accounts by customer and supplier, each with voucher_seq and line; their closing rows add up to the accounts' closing balances in trial-balance.csv.",
  "receivables-open-items.csv and payables-open-items.csv divide the same closing balances by reference; what no reference explains stands under the party alone.",
  "fixed-assets.csv divides the closing balances of the asset accounts by asset; reports/completeness.json says where they differ.",
  "vat-returns.csv and employer-returns.csv have the figures of the returns, with the SHA-256 of the return as filed; vat-reconciliation.csv lays the VAT returns beside the tax amounts of the journal's lines.",
  "voucher-series.csv tells what each series is for and voucher-gaps.csv which numbers it skips.",
  "In a year whose journal is no longer kept, voucher-lines.csv has the lines of the vouchers that are kept longer.",
  "Files of payroll vouchers, payslips and the payroll ledger are in the payroll's own archive; attachments.csv has a row of kind payroll for each such file of a voucher.",
  "retention.csv says of each file until when it is kept; retention-classes.csv has the decisions of scope.json as a table.",
  "The financial statements in statements/ rest on the closing balances of the same year.",
];

export const storage = [
  "CSV: UTF-8, comma, CRLF, no byte order mark, decimal point (RFC 4180); datapackage.json describes every column.",
  "XLSX: the same rows for spreadsheet programs; each book's second sheet says which heading is which column of the CSV file.",
  "PDF: PDF/A-3b (ISO 19005-3), the ledgers as they are printed.",
  "SAF-T: saft.xml, SAF-T Financial 1.30, the same journal for audit programs.",
  "SIE: sie4e.se, SIE 4E in PC8 (CP437), the same vouchers and balances for other accounting programs.",
  "GDPdU: index.xml beside the CSV files describes them to audit programs (GDPdU data description of 1 September 2004).",
  "Files of vouchers: the bytes as received.",
  "Everything is in one BagIt bag (RFC 8493): manifest-sha512.txt has the SHA-512 of every file.",
];
