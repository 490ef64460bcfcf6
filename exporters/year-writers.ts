import type { YearDecision } from "./law/scope.ts";
import type { Finding } from "./materials/completeness.ts";
import type { Totals } from "./materials/control-totals.ts";
import type { Table } from "./materials/table.ts";
import type { ArchiveFormat, Run } from "./run.ts";
import { htmlWriter } from "./write-html.ts";
import { gdpduWriter } from "./write-gdpdu.ts";
import { pdfWriter } from "./write-pdf.ts";
import { saftWriter } from "./write-saft.ts";
import { sieWriter } from "./write-sie.ts";
import { xlsxWriter } from "./write-xlsx.ts";
import type { YearPlan } from "./write-year.ts";

/** What a format wrote of a year: its files' totals, by path in the year's folder, and what people should know about them. */
export type YearFiles = { files: Record<string, Totals>; findings: Finding[] };

/**
 * One format's files of one year. It reads `run.snapshot` and writes with `run.bag.add`, in an order and with bytes that depend
 * on nothing but the books, the scope, the date and the language: it may run beside the others.
 */
export type YearWriter = {
  format: ArchiveFormat;
  applies(year: YearDecision): boolean;
  /** Rows that it tells `run.progress` of. */
  rows(plan: YearPlan): number;
  /** @param tables those of the year, as written to CSV and XLSX */
  write(run: Run, plan: YearPlan, tables: readonly Table[]): Promise<YearFiles>;
};

/** In the order of the archive. */
export const yearWriters: readonly YearWriter[] = [
  saftWriter,
  sieWriter,
  gdpduWriter,
  htmlWriter,
  xlsxWriter,
  pdfWriter,
];
