import { address } from "./formats/html.ts";
import { AccountPlaces } from "./formats/pages/account-places.ts";
import { EntryPages, hasPages } from "./formats/pages/entry-pages.ts";
import type { WrittenPage, YearPages } from "./formats/pages/page-parts.ts";
import { pageFiles } from "./formats/pages/page-parts.ts";
import { accountsPage, documentsPage, type LinkedFile, statementPage } from "./formats/pages/statement-pages.ts";
import type { Registers } from "./formats/pages/voucher-details.ts";
import { VoucherFiles } from "./formats/pages/voucher-files.ts";
import { VoucherPages } from "./formats/pages/voucher-pages.ts";
import { PAGE_ROWS, planVouchers, type VoucherPlan } from "./formats/pages/voucher-plan.ts";
import { pageLanguages } from "./formats/texts/languages.ts";
import { pageTexts } from "./formats/texts/pages.ts";
import { includes, type YearDecision } from "./law/scope.ts";
import { controlAccounts } from "./materials/control-accounts.ts";
import { compareTotals, type Totals, totals } from "./materials/control-totals.ts";
import { attachments, payrollLinks } from "./materials/documents.ts";
import { generalLedger } from "./materials/general-ledger.ts";
import { keptVouchers } from "./materials/kept-vouchers.ts";
import { readStatements } from "./materials/statements.ts";
import { payables, receivables } from "./materials/sub-ledgers.ts";
import { position, selectOf } from "./materials/table.ts";
import { longVoucherBreaks, voucherLines, voucherSizes } from "./materials/voucher-lines.ts";
import type { Run } from "./run.ts";
import { linkedOriginals } from "./volumes.ts";
import type { YearPlan } from "./write-year.ts";
import type { YearWriter } from "./year-writers.ts";

const ledgerPages = (year: YearDecision) => includes(year, "journal") && includes(year, "general_ledger");
/** What is computed as statements is left out with them. */
const statementPages = (year: YearDecision) => ledgerPages(year) && includes(year, "financial_statements");
const allVouchers = (year: YearDecision) => includes(year, "journal") || keptVouchers(year, "vouchers") === "all";
const someVouchers = (year: YearDecision) => allVouchers(year) || keptVouchers(year, "vouchers") === "marked";

/**
 * The year as pages for a browser, without a network: balance sheet and income statement, accounts with their entries, vouchers
 * with their lines and files, each leading to the next and back. What is a few pages is written in three languages; pages of
 * rows are written once, with headings in all three.
 * @throws ArchiveError control_totals_differ
 */
export const htmlWriter: YearWriter = {
  format: "html",
  applies: (year) => year.included,
  rows: ({ year, counts }) => counts.lines * ((ledgerPages(year) ? 1 : 0) + (allVouchers(year) ? 1 : 0)),
  async write(run, plan) {
    const { year, folder, accounts, counts } = plan;
    const { files, documents } = await readFiles(run, plan);
    const pages: YearPages = {
      language: run.language,
      company: run.company.name,
      currency: run.company.currency,
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      open: year.open,
      toFront: plan.elsewhere ? `../../../${address(plan.elsewhere.front)}/data/` : "../",
      has: {
        ledger: ledgerPages(year),
        statements: statementPages(year),
        vouchers: someVouchers(year),
        documents: true,
      },
    };
    const put = async (path: string, content: string | Buffer) => {
      await run.bag.add(`${folder}/pages/${path}`, content);
    };
    const places = pages.has.ledger ? new AccountPlaces(accounts.filter(hasPages).map((a) => a.number)) : null;
    const vouchers = pages.has.vouchers ? await planPages(run, year) : null;
    const written: Record<string, Totals> = {};

    if (places) {
      const entries = new EntryPages(pages, accounts, { places, vouchers });
      await streamed(run, `${folder}/pages/accounts`, selectOf(generalLedger, run.company.id, year.id), entries, put);
      const { rows, debit, credit } = entries.totals;
      written["pages/accounts"] = totals(rows, debit, credit);
      compareTotals(
        `${folder}/pages/accounts`,
        totals(counts.lines, counts.debit, counts.credit),
        written["pages/accounts"],
      );
      await writeSmallPages(run, plan, pages, places, put);
    }
    if (vouchers) {
      const registers = await readRegisters(run, year);
      const list = new VoucherPages(pages, accounts, {
        places,
        plan: vouchers,
        files,
        registers,
        note: noteOf(run, year),
      });
      const select = voucherLines(run.company.id, year, {
        parties: includes(year, "parties"),
        subLedgerAccounts: await subLedgerAccounts(run, plan),
      });
      await streamed(run, `${folder}/pages/vouchers`, select, list, put);
      const { rows, debit, credit } = list.totals;
      written["pages/vouchers"] = totals(rows, debit, credit);
      const expected = allVouchers(year)
        ? totals(counts.lines, counts.debit, counts.credit)
        : { ...written["pages/vouchers"], rows: counts.keptLines };
      compareTotals(`${folder}/pages/vouchers`, expected, written["pages/vouchers"]);
    }
    for (const language of pageLanguages)
      await put(`${language}/${pageFiles.documents}`, documentsPage({ year: pages, language }, documents));
    return { files: written, findings: [] };
  },
};

async function writeSmallPages(
  run: Run,
  { year, accounts }: YearPlan,
  pages: YearPages,
  places: AccountPlaces,
  put: (path: string, content: string) => Promise<void>,
) {
  const statements = pages.has.statements ? await readStatements(run.snapshot, run.company, year, accounts) : null;
  for (const language of pageLanguages) {
    const small = { year: pages, language };
    if (statements)
      for (const which of ["balanceSheet", "incomeStatement"] as const)
        await put(`${language}/${pageFiles[which]}`, statementPage(small, which, statements, places));
    await put(`${language}/${pageFiles.accounts}`, accountsPage(small, accounts, places));
  }
}

/** Passes rows through a maker of pages, each written as soon as it is whole. */
async function streamed(
  run: Run,
  phase: string,
  select: string,
  pages: { block(block: string): WrittenPage[]; end(): WrittenPage[]; totals: { rows: number } },
  put: (path: string, content: Buffer) => Promise<void>,
) {
  run.progress.phase(phase);
  for await (const block of run.snapshot.copy(select)) {
    run.signal.throwIfAborted();
    const before = pages.totals.rows;
    for (const { path, bytes } of pages.block(block)) await put(path, bytes);
    run.progress.add(pages.totals.rows - before, block.length);
  }
  for (const { path, bytes } of pages.end()) await put(path, bytes);
}

/** The accounts that the sub-ledgers in scope are of. */
async function subLedgerAccounts({ snapshot, company }: Run, { year, accounts }: YearPlan): Promise<string[]> {
  const found: string[] = [];
  for (const { kind, ledger } of [receivables, payables])
    if (includes(year, ledger.material)) found.push(...(await controlAccounts(snapshot, company, accounts, kind)));
  return found;
}

function noteOf(run: Run, year: YearDecision): string {
  const t = pageTexts[run.language];
  if (!allVouchers(year)) return t.onlyMarked;
  return includes(year, "voucher_documents") ? "" : t.filesExpired;
}

async function planPages(run: Run, year: YearDecision): Promise<VoucherPlan> {
  const { snapshot, company } = run;
  return planVouchers(snapshot.copy(voucherSizes(company.id, year)), async (seqs) => {
    const breaks = new Map<number, number[]>();
    for (const r of await snapshot.query(longVoucherBreaks, [company.id, year.id, seqs, PAGE_ROWS])) {
      const seq = Number(r.voucher_seq);
      const lines = breaks.get(seq) ?? [];
      breaks.set(seq, lines);
      lines.push(Number(r.line_no));
    }
    return breaks;
  });
}

const VOUCHER_SEQ = position(attachments, "voucher_seq");

/** Pages that name files lie in a folder below the year's `pages`. */
const DEPTH = 2;

/** How pages reach the originals: those of vouchers packed, without an address where the payroll's archive has them. */
async function readFiles(run: Run, plan: YearPlan): Promise<{ files: VoucherFiles; documents: LinkedFile[] }> {
  const files = new VoucherFiles();
  const documents: LinkedFile[] = [];
  for await (const link of linkedOriginals(run, plan, DEPTH))
    if (link.voucher) files.add(Number(link.voucher.seq), link.href);
    else documents.push(link);
  for await (const row of payrollLinks(run.snapshot, run.company.id, plan.year))
    files.add(Number(row[VOUCHER_SEQ]), "");
  return { files, documents };
}

async function readRegisters({ snapshot, company }: Run, year: YearDecision): Promise<Registers> {
  const taxCodes = includes(year, "tax_codes")
    ? await snapshot.query("select code, rate from ledger.tax_codes where company_id = $1", [company.id])
    : [];
  const dimensions = new Map<string, { name: string; values: Map<string, string> }>();
  if (includes(year, "dimensions")) {
    for (const r of await snapshot.query("select code, name from ledger.dimensions where company_id = $1", [
      company.id,
    ]))
      dimensions.set(r.code!, { name: r.name!, values: new Map() });
    for (const r of await snapshot.query(
      "select dimension_code, code, name from ledger.dimension_values where company_id = $1",
      [company.id],
    )) {
      const known = dimensions.get(r.dimension_code!) ?? { name: "", values: new Map() };
      dimensions.set(r.dimension_code!, known);
      known.values.set(r.code!, r.name!);
    }
  }
  const [used] = await snapshot.query(
    `select coalesce(bool_or(party_number is not null or reference is not null), false)::text as parties,
            coalesce(bool_or(tax_code is not null), false)::text as taxes,
            coalesce(bool_or(dimensions <> '[]'), false)::text as dimensions
       from ledger.voucher_lines where company_id = $1 and financial_year_id = $2`,
    [company.id, year.id],
  );
  const is = (column: string) => used![column] === "true";
  return {
    taxCodes: new Map(taxCodes.map((r) => [r.code!, r.rate ?? null])),
    dimensions,
    used: { parties: is("parties"), taxes: is("taxes"), dimensions: is("dimensions") },
  };
}
