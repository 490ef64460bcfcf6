import { generalLedgerPrintout } from "./formats/pdf/general-ledger-print.ts";
import { journalPrintout, printedJournal } from "./formats/pdf/journal-print.ts";
import { type LedgerFrame, ledgerFrame } from "./formats/pdf/ledger-sheet.ts";
import { PRINTED_FOLDER, printedFiles } from "./formats/pdf/printed-files.ts";
import { printedAccounts, statementsPdf, trialBalancePdf } from "./formats/pdf/statement-prints.ts";
import { type Printout, ROWS_PER_VOLUME, volumesOf } from "./formats/pdf/volumes.ts";
import { add, cents } from "./formats/money.ts";
import { includes } from "./law/scope.ts";
import { compareTotals, type Totals, totals } from "./materials/control-totals.ts";
import { generalLedger } from "./materials/general-ledger.ts";
import { generalLedgerBlocks } from "./materials/ledger-blocks.ts";
import { readStatements } from "./materials/statements.ts";
import { selectOf } from "./materials/table.ts";
import type { Run } from "./run.ts";
import type { YearPlan } from "./write-year.ts";
import type { YearWriter } from "./year-writers.ts";

const MISSING = {
  code: "pdf_missing_characters",
  message:
    "Characters that the printed ledgers show as a question mark in a box, because their fonts do not have them; the CSV files have them.",
};

/**
 * The year's ledgers as they are printed: PDF/A-3b. A journal or a general ledger that is long comes in volumes, the journal's
 * by month, so that neither the writer nor the reader has to hold all of it.
 * @throws ArchiveError control_totals_differ
 */
export const pdfWriter: YearWriter = {
  format: "pdf",
  applies: (year) => includes(year, "journal") || includes(year, "general_ledger") || includes(year, "trial_balance"),
  rows: ({ year, counts }) =>
    (includes(year, "journal") ? counts.lines : 0) + (includes(year, "general_ledger") ? counts.lines : 0),
  async write(run, plan) {
    const { year, accounts } = plan;
    const { snapshot, company } = run;
    const frame = ledgerFrame(run, plan);
    const written: Written = { files: {}, missing: new Set() };
    const { files, missing } = written;
    if (includes(year, "journal"))
      await writeVolumes(run, plan, written, printedFiles.journal, journalPrintout(frame, accounts), () =>
        snapshot.copy(printedJournal(company.id, year.id)),
      );
    if (includes(year, "general_ledger"))
      await writeVolumes(
        run,
        plan,
        written,
        printedFiles["general-ledger"],
        generalLedgerPrintout(frame, accounts),
        () => generalLedgerBlocks(snapshot.copy(selectOf(generalLedger, company.id, year.id)), accounts, year),
      );
    if (includes(year, "trial_balance")) {
      const file = `${PRINTED_FOLDER}/${printedFiles["trial-balance"]}.pdf`;
      await run.bag.add(`${plan.folder}/${file}`, trialBalancePdf(frame, accounts), { compress: false });
      files[file] = totals(printedAccounts(accounts).length);
    }
    Object.assign(files, await writeStatements(run, plan, frame));
    return { files, findings: missing.size === 0 ? [] : [{ ...MISSING, count: missing.size }] };
  },
};

type Written = { files: Record<string, Totals>; missing: Set<number> };

async function writeVolumes(
  run: Run,
  { folder, counts }: YearPlan,
  { files, missing }: Written,
  stem: string,
  printout: Printout,
  blocks: () => AsyncGenerator<string>,
): Promise<void> {
  const path = `${folder}/${PRINTED_FOLDER}/${stem}`;
  run.progress.phase(`${path}.pdf`);
  let sum: [rows: number, debit: ReturnType<typeof cents>, credit: ReturnType<typeof cents>] = [0, 0, 0];
  for await (const volume of volumesOf(stem, blocks(), printout, { several: counts.lines > ROWS_PER_VOLUME })) {
    const { bytes } = await run.bag.add(`${folder}/${PRINTED_FOLDER}/${volume.name}`, watched(run, volume.bytes), {
      compress: false,
    });
    const written = volume.totals();
    files[`${PRINTED_FOLDER}/${volume.name}`] = written;
    for (const character of volume.missing()) missing.add(character);
    run.progress.add(written.rows, bytes);
    sum = [sum[0] + written.rows, add(sum[1], cents(written.debit!)), add(sum[2], cents(written.credit!))];
  }
  compareTotals(path, totals(counts.lines, counts.debit, counts.credit), totals(...sum));
}

async function* watched(run: Run, bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of bytes) {
    run.signal.throwIfAborted();
    yield block;
  }
}

/** Only where nobody has given the year's own: two sets of statements would ask to be compared. */
async function writeStatements(run: Run, plan: YearPlan, frame: LedgerFrame): Promise<Record<string, Totals>> {
  if (!includes(plan.year, "financial_statements")) return {};
  const statements = await readStatements(run.snapshot, run.company, plan.year, plan.accounts);
  if (statements.documents > 0) return {};
  const file = `${PRINTED_FOLDER}/${printedFiles.statements}.pdf`;
  await run.bag.add(`${plan.folder}/${file}`, statementsPdf(frame, statements), { compress: false });
  return { [file]: totals(statements.incomeStatement.length + statements.balanceSheet.length) };
}
