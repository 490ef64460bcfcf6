import type { CsvResource } from "./formats/datapackage.ts";
import { includes, type YearDecision } from "./law/scope.ts";
import { type AccountYear, readAccounts } from "./materials/accounts.ts";
import { type Finding, type YearCompleteness, yearCompleteness, yearFindings } from "./materials/completeness.ts";
import { compareTotals, countYear, type Totals, totals, type YearCounts } from "./materials/control-totals.ts";
import { documentKinds } from "./materials/documents.ts";
import { journal } from "./materials/journal.ts";
import { type LedgerList, ledgerListYear } from "./materials/ledger-list.ts";
import type { Table } from "./materials/table.ts";
import type { Watch, watchJournal } from "./materials/written-rows.ts";
import type { Run } from "./run.ts";
import { writeDocuments } from "./write-documents.ts";
import { writeTable } from "./write-tables.ts";
import { yearTables } from "./year-tables.ts";
import { yearWriters } from "./year-writers.ts";

/** What the snapshot holds of a year, counted before anything is written. */
export type YearPlan = {
  year: YearDecision;
  folder: string;
  accounts: AccountYear[];
  counts: YearCounts;
  kinds: string[];
};

export type WrittenYear = {
  plan: YearPlan;
  resources: CsvResource[];
  completeness: YearCompleteness;
  list: LedgerList["years"][number];
};

/** Counts a year of the scope, and tells the progress how many rows its files will have. */
export async function planYear(run: Run, year: YearDecision): Promise<YearPlan> {
  const kinds = Object.keys(documentKinds).filter((kind) => includes(year, documentKinds[kind]!.material));
  const accounts = await readAccounts(run.snapshot, run.company.id, year.id);
  const counts = await countYear(run.snapshot, run.company.id, year.id, accounts, kinds);
  const plan = { year, folder: `${year.startsOn}_${year.endsOn}`, accounts, counts, kinds };
  const tables = (run.formats.has("csv") ? 1 : 0) + (run.formats.has("xlsx") ? 1 : 0);
  if (includes(year, "journal")) run.progress.expect(counts.lines * tables * 2);
  if (includes(year, "vouchers")) run.progress.expect(counts.vouchers * tables);
  run.progress.expect(counts.files);
  for (const writer of yearWriters)
    if (run.formats.has(writer.format) && writer.applies(year)) run.progress.expect(writer.rows(plan));
  return plan;
}

/** Writes everything of a year that the scope includes, under `<start>_<end>/`. */
export async function writeYear(run: Run, plan: YearPlan): Promise<WrittenYear> {
  const { year, folder, accounts, counts, kinds } = plan;
  const files: Record<string, Totals> = {};
  const resources: CsvResource[] = [];
  const tables: Table[] = [];
  let journalWatch: Watch | undefined;
  for (const source of yearTables(run, plan)) {
    const written = await writeTable(run, folder, source);
    Object.assign(files, written.files);
    if (written.resource) resources.push(written.resource);
    if (source.table === journal) journalWatch = written.watch;
    tables.push(source.table);
  }
  const formatFindings: Finding[] = [];
  for (const writer of yearWriters) {
    if (!run.formats.has(writer.format) || !writer.applies(year)) continue;
    const written = await writer.write(run, plan, tables);
    Object.assign(files, written.files);
    formatFindings.push(...written.findings);
  }
  if (kinds.length > 0) {
    run.progress.phase(`${folder}/vouchers`);
    const written = await writeDocuments(run, folder, year.id, kinds);
    compareTotals(`${folder} (documents)`, totals(counts.files), totals(written.files));
  }
  const unbalanced = (journalWatch as ReturnType<typeof watchJournal> | undefined)?.unbalanced() ?? {
    count: 0,
    examples: [],
  };
  const findings = await yearFindings(run.snapshot, run.company.id, year, accounts, counts, { unbalanced });
  findings.push(...formatFindings);
  return {
    plan,
    resources,
    completeness: await yearCompleteness(run.snapshot, run.company.id, year, folder, accounts, files, findings),
    list: ledgerListYear(year, folder, tables, Object.keys(files)),
  };
}
