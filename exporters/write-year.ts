import type { CsvResource } from "./formats/datapackage.ts";
import { includes, type YearDecision } from "./law/scope.ts";
import { type AccountYear, readAccounts } from "./materials/accounts.ts";
import { type YearCompleteness, yearCompleteness, yearFindings } from "./materials/completeness.ts";
import { compareTotals, countYear, type Totals, totals, type YearCounts } from "./materials/control-totals.ts";
import { keptKinds } from "./materials/documents.ts";
import { namedAccounts } from "./materials/format-scope.ts";
import { journal } from "./materials/journal.ts";
import { type LedgerList, ledgerListYear } from "./materials/ledger-list.ts";
import { registerFindings } from "./materials/register-findings.ts";
import { comparesVat, reconcileVat } from "./materials/vat-reconciliation.ts";
import type { watchJournal } from "./materials/written-rows.ts";
import type { Run } from "./run.ts";
import type { OriginalsPlace } from "./volumes.ts";
import { writeDocuments } from "./write-documents.ts";
import { writeTable } from "./write-tables.ts";
import { yearTables } from "./year-tables.ts";
import { type YearFiles, type YearWriter, yearWriters } from "./year-writers.ts";

/** What the snapshot holds of a year, counted before anything is written. */
export type YearPlan = {
  year: YearDecision;
  folder: string;
  accounts: AccountYear[];
  counts: YearCounts;
  kinds: string[];
  /** Where its originals lie when an archive has several parts; in the same one as the rest without. */
  originals?: readonly OriginalsPlace[];
  /** The folders that the first part and the year's own unpack to, side by side, when it is not in the first. */
  elsewhere?: { front: string; own: string };
};

export type WrittenYear = {
  plan: YearPlan;
  resources: CsvResource[];
  completeness: YearCompleteness;
  list: LedgerList["years"][number];
};

/** Counts a year of the scope, and tells the progress how many rows its files will have. */
export async function planYear(
  run: Pick<Run, "snapshot" | "company" | "formats" | "progress">,
  year: YearDecision,
): Promise<YearPlan> {
  const kinds = keptKinds(year);
  const accounts = namedAccounts(year, await readAccounts(run.snapshot, run.company.id, year.id));
  const counts = await countYear(run.snapshot, run.company.id, year, accounts, kinds);
  const plan = { year, folder: `${year.startsOn}_${year.endsOn}`, accounts, counts, kinds };
  if (run.formats.has("csv")) {
    if (includes(year, "journal")) run.progress.expect(counts.lines * 2);
    run.progress.expect(counts.keptVouchers);
  }
  run.progress.expect(counts.files);
  for (const writer of yearWriters)
    if (run.formats.has(writer.format) && writer.applies(year)) run.progress.expect(writer.rows(plan));
  return plan;
}

/** The year's tables as CSV, and what was noticed while their rows passed. */
export type WrittenTables = {
  files: Record<string, Totals>;
  resources: CsvResource[];
  unbalanced: { count: number; examples: string[] };
};

/** Writes the year's tables under `<start>_<end>/ledger`. */
export async function writeTables(run: Run, plan: YearPlan): Promise<WrittenTables> {
  const files: Record<string, Totals> = {};
  const resources: CsvResource[] = [];
  let unbalanced: WrittenTables["unbalanced"] = { count: 0, examples: [] };
  for (const source of run.formats.has("csv") ? yearTables(run, plan) : []) {
    const written = await writeTable(run, plan.folder, source);
    Object.assign(files, written.files);
    resources.push(written.resource);
    if (source.table.name === journal.name)
      unbalanced = (written.watch as ReturnType<typeof watchJournal>).unbalanced();
  }
  return { files, resources, unbalanced };
}

/** Writes one format's files of one year. @throws ArchiveError control_totals_differ */
export const writeFormat = (run: Run, { write }: YearWriter, plan: YearPlan): Promise<YearFiles> =>
  write(
    run,
    plan,
    yearTables(run, plan).map(({ table }) => table),
  );

/** Copies the year's originals. @throws ArchiveError control_totals_differ, document_* */
export async function writeOriginals(run: Run, { year, folder, counts, kinds }: YearPlan): Promise<void> {
  if (kinds.length === 0) return;
  run.progress.phase(`${folder}/vouchers`);
  const written = await writeDocuments(run, folder, year, kinds);
  compareTotals(`${folder} (documents)`, totals(counts.files), totals(written.files));
}

/** What the reports say of a year once all its files are written. */
export async function concludeYear(
  run: Run,
  plan: YearPlan,
  tables: WrittenTables,
  formats: readonly YearFiles[],
): Promise<WrittenYear> {
  const { year, folder, accounts, counts } = plan;
  const files = Object.assign({}, tables.files, ...formats.map((f) => f.files)) as Record<string, Totals>;
  const findings = await yearFindings(run.snapshot, run.company.id, year, accounts, counts, {
    unbalanced: tables.unbalanced,
  });
  const vat = comparesVat(year) ? await reconcileVat(run.snapshot, run.company, year) : [];
  findings.push(...(await registerFindings(run.snapshot, run.company, year, accounts, vat)));
  findings.push(...formats.flatMap((f) => f.findings));
  return {
    plan,
    resources: tables.resources,
    completeness: await yearCompleteness(run.snapshot, run.company.id, year, folder, accounts, files, findings, vat),
    list: ledgerListYear(
      year,
      folder,
      yearTables(run, plan).map((source) => source.table),
      Object.keys(files),
    ),
  };
}
