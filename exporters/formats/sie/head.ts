import type { Company } from "../../materials/company.ts";
import type { SieRecords } from "./records.ts";
import type { SieText } from "./text.ts";

/** Legal forms that `#FTYP` knows. */
const LEGAL_FORMS = new Set("AB E HB KB EK KHF BRF BF SF I S FL BAB MB SB BFL FAB OFB SE SCE TSF X".split(" "));

/** What the format takes where a file says nothing. */
const DEFAULT_CURRENCY = "SEK";

export type SieSpan = { startsOn: string; endsOn: string };

export type SieHead = {
  company: Company;
  legalForm: string | null;
  chartKind: string | null;
  software: { product: string; version: string };
  /** YYYY-MM-DD */
  createdOn: string;
  /** The file's own year, the one before it, and so on. */
  years: readonly SieSpan[];
};

/** YYYY-MM-DD as the format writes days. */
export const day = (date: string): string => date.replaceAll("-", "");

/** From `#FLAGGA` to `#VALUTA`. Without `#KPTYP` a reader takes BAS95: it is written only where the ledger knows the kind of chart. */
export function writeHead(records: SieRecords, text: SieText, head: SieHead): void {
  const { company, legalForm, chartKind, software, createdOn, years } = head;
  records.begin("#FLAGGA").code("0").end();
  records.beginSum();
  records.begin("#PROGRAM").text(text.text(software.product)).text(text.text(software.version)).end();
  records.begin("#FORMAT").code("PC8").end();
  records.begin("#GEN").code(day(createdOn)).end();
  records.begin("#SIETYP").code("4").end();
  if (legalForm && LEGAL_FORMS.has(legalForm)) records.begin("#FTYP").code(legalForm).end();
  records.begin("#ORGNR").code(text.text(company.businessId)).end();
  const place = [company.postalCode, company.city].filter(Boolean).join(" ");
  if (company.street || place)
    records
      .begin("#ADRESS")
      .text("")
      .text(text.text(company.street ?? ""))
      .text(text.text(place))
      .text("")
      .end();
  records.begin("#FNAMN").text(text.text(company.name)).end();
  for (const [i, { startsOn, endsOn }] of years.entries())
    records.begin("#RAR").code(yearNumber(i)).code(day(startsOn)).code(day(endsOn)).end();
  if (chartKind) records.begin("#KPTYP").code(text.text(chartKind)).end();
  if (company.currency !== DEFAULT_CURRENCY) records.begin("#VALUTA").code(company.currency).end();
}

/** 0 for the file's own year, -1 for the one before. */
export const yearNumber = (index: number): string => (index === 0 ? "0" : `-${index}`);
