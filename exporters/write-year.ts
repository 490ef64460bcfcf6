import { copyRow } from "./formats/copy-text.ts";
import type { CsvResource } from "./formats/datapackage.ts";
import { includes, type YearDecision } from "./law/scope.ts";
import {
  type AccountYear,
  accountRow,
  accounts as accountsTable,
  readAccounts,
  trialBalance,
  trialBalanceRow,
} from "./materials/accounts.ts";
import { yearCompleteness, yearFindings, type YearCompleteness } from "./materials/completeness.ts";
import { compareTotals, countYear, type Totals, totals, type YearCounts } from "./materials/control-totals.ts";
import { attachmentRow, attachments, documentKinds, fileLinks } from "./materials/documents.ts";
import { generalLedger } from "./materials/general-ledger.ts";
import { journal } from "./materials/journal.ts";
import { generalLedgerBlocks } from "./materials/ledger-blocks.ts";
import { type LedgerList, ledgerListYear } from "./materials/ledger-list.ts";
import { dimensions, parties, taxCodes } from "./materials/registers.ts";
import { selectOf, type Table } from "./materials/table.ts";
import { vouchers } from "./materials/vouchers.ts";
import { type Watch, watchGeneralLedger, watchJournal } from "./materials/written-rows.ts";
import type { Run } from "./run.ts";
import { writeDocuments } from "./write-documents.ts";
import { SAFT_FILE, writeSaft } from "./write-saft.ts";
import { type TableSource, writeTable } from "./write-tables.ts";

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
  const tables = (run.formats.has("csv") ? 1 : 0) + (run.formats.has("xlsx") ? 1 : 0);
  if (includes(year, "journal")) run.progress.expect(counts.lines * (tables * 2 + (run.formats.has("saft") ? 1 : 0)));
  if (includes(year, "vouchers")) run.progress.expect(counts.vouchers * tables);
  run.progress.expect(counts.files);
  return { year, folder: `${year.startsOn}_${year.endsOn}`, accounts, counts, kinds };
}

/** Writes everything of a year that the scope includes, under `<start>_<end>/`. */
export async function writeYear(run: Run, plan: YearPlan): Promise<WrittenYear> {
  const { year, folder, accounts, counts, kinds } = plan;
  const files: Record<string, Totals> = {};
  const resources: CsvResource[] = [];
  const tables: Table[] = [];
  let journalWatch: Watch | undefined;
  for (const source of tableSources(run, plan)) {
    if (!includes(year, source.table.material) && !(source.table === attachments && kinds.length > 0)) continue;
    const written = await writeTable(run, folder, source);
    Object.assign(files, written.files);
    if (written.resource) resources.push(written.resource);
    if (source.table === journal) journalWatch = written.watch;
    tables.push(source.table);
  }
  let saft = null;
  if (run.formats.has("saft") && includes(year, "journal")) {
    const written = await writeSaft(run, folder, year, accounts, counts);
    files[SAFT_FILE] = written.totals;
    saft = written.losses;
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
  const findings = await yearFindings(run.snapshot, run.company.id, year, accounts, counts, { unbalanced, saft });
  return {
    plan,
    resources,
    completeness: await yearCompleteness(run.snapshot, run.company.id, year, folder, accounts, files, findings),
    list: ledgerListYear(year, folder, tables, Object.keys(files)),
  };
}

function tableSources(run: Run, { year, accounts, counts, kinds }: YearPlan): TableSource[] {
  const { snapshot, company } = run;
  const query = (table: Table) => () => snapshot.copy(selectOf(table, company.id, year.id));
  async function* links() {
    for await (const link of fileLinks(snapshot, company.id, year.id, kinds)) yield copyRow(attachmentRow(link));
  }
  return [
    {
      table: accountsTable,
      rows: () => only(accounts.map((a) => copyRow(accountRow(a)))),
      expected: totals(accounts.length),
    },
    { table: dimensions, rows: query(dimensions) },
    { table: taxCodes, rows: query(taxCodes) },
    { table: parties, rows: query(parties) },
    {
      table: journal,
      rows: query(journal),
      expected: totals(counts.lines, counts.debit, counts.credit),
      watch: watchJournal,
    },
    {
      table: generalLedger,
      rows: () => generalLedgerBlocks(query(generalLedger)(), accounts, year),
      expected: totals(counts.lines + 2 * counts.accountsInGeneralLedger, counts.debit, counts.credit),
      watch: watchGeneralLedger,
    },
    {
      table: trialBalance,
      rows: () => only(accounts.map((a) => copyRow(trialBalanceRow(a)))),
      expected: totals(accounts.length),
    },
    { table: vouchers, rows: query(vouchers), expected: totals(counts.vouchers) },
    { table: attachments, rows: links, expected: totals(counts.links) },
  ];
}

async function* only(rows: readonly string[]): AsyncGenerator<string> {
  if (rows.length > 0) yield rows.join("");
}
