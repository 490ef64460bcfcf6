import { copyRow } from "./formats/copy-text.ts";
import { includes } from "./law/scope.ts";
import { accountRow, accounts as accountsTable, trialBalance, trialBalanceRow } from "./materials/accounts.ts";
import { controlAccounts } from "./materials/control-accounts.ts";
import { totals } from "./materials/control-totals.ts";
import { attachmentRow, attachments, fileLinks, payrollLinks } from "./materials/documents.ts";
import { fixedAssets } from "./materials/fixed-assets.ts";
import { mayName } from "./materials/format-scope.ts";
import { generalLedger } from "./materials/general-ledger.ts";
import { journal } from "./materials/journal.ts";
import { voucherLinesSelect, voucherLinesTable } from "./materials/kept-lines.ts";
import { keptVouchers } from "./materials/kept-vouchers.ts";
import { generalLedgerBlocks } from "./materials/ledger-blocks.ts";
import { hasObjectBalances, objectBalances } from "./materials/object-balances.ts";
import { dimensions, parties, partiesSelect, taxCodes } from "./materials/registers.ts";
import { openItemsSelect, payables, receivables, subLedgerSelect } from "./materials/sub-ledgers.ts";
import { selectOf, type Table } from "./materials/table.ts";
import { employerReturns, taxReturnsSelect, vatReturns } from "./materials/tax-returns.ts";
import { comparesVat, reconcileVat, vatReconciliation, vatReconciliationRow } from "./materials/vat-reconciliation.ts";
import { voucherGaps, voucherSeries, voucherSeriesRows } from "./materials/voucher-series.ts";
import { vouchers, vouchersSelect } from "./materials/vouchers.ts";
import { watchGeneralLedger, watchJournal } from "./materials/written-rows.ts";
import type { Run } from "./run.ts";
import type { TableSource } from "./write-tables.ts";
import type { YearPlan } from "./write-year.ts";

/** The tables of a year that its scope includes, in the order in which they are written. */
export function yearTables(run: Run, plan: YearPlan): TableSource[] {
  const { year, kinds, counts } = plan;
  const included = sources(run, plan).filter(({ table }) => {
    if (table === attachments) return kinds.length > 0;
    if (table === vouchers) return keptVouchers(year, "vouchers") !== "none";
    if (table === voucherLinesTable) return keptVouchers(year, "vouchers") !== "none" && !includes(year, "journal");
    if (table === vatReconciliation) return comparesVat(year);
    if (table === objectBalances && (counts.objectBalances === 0 || !hasObjectBalances(year))) return false;
    return includes(year, table.material);
  });
  return included.map((source) => ({ ...source, table: withHeldKeys(source.table, year) }));
}

/** A key promises a row for each of its values: the journal names vouchers that may no longer be kept. */
function withHeldKeys(table: Table, year: YearPlan["year"]): Table {
  if (table !== journal || keptVouchers(year, "vouchers") === "all") return table;
  return { ...table, foreignKeys: table.foreignKeys!.filter((key) => key.table !== vouchers.name) };
}

function sources(run: Run, { year, accounts, counts, kinds }: YearPlan): TableSource[] {
  const { snapshot, company } = run;
  const query = (table: Table) => () => snapshot.copy(selectOf(table, company.id, year.id));
  async function* links() {
    for await (const link of fileLinks(snapshot, company.id, year, kinds)) yield copyRow(attachmentRow(link));
    if (!kinds.includes("voucher")) return;
    for await (const row of payrollLinks(snapshot, company.id, year)) yield copyRow(row);
  }
  async function* series() {
    yield* only((await voucherSeriesRows(snapshot, company.id, year.id)).map(copyRow));
  }
  const named = mayName(year, "parties");
  const subLedger = ({ kind }: typeof receivables, select: typeof subLedgerSelect): (() => AsyncGenerator<string>) =>
    async function* () {
      const control = await controlAccounts(snapshot, company, accounts, kind);
      yield* snapshot.copy(select(kind, { companyId: company.id, yearId: year.id, accounts: control, named }));
    };
  return [
    {
      table: accountsTable,
      rows: () => only(accounts.map((a) => copyRow(accountRow(a)))),
      expected: totals(accounts.length),
    },
    { table: dimensions, rows: query(dimensions) },
    { table: taxCodes, rows: query(taxCodes) },
    { table: parties, rows: () => snapshot.copy(partiesSelect(company.id, year)) },
    { table: voucherSeries, rows: series },
    { table: voucherGaps, rows: query(voucherGaps) },
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
    { table: objectBalances, rows: query(objectBalances), expected: totals(counts.objectBalances) },
    ...[receivables, payables].flatMap((sub) => [
      { table: sub.ledger, rows: subLedger(sub, subLedgerSelect) },
      { table: sub.openItems, rows: subLedger(sub, openItemsSelect) },
    ]),
    { table: fixedAssets, rows: query(fixedAssets) },
    { table: vatReturns, rows: () => snapshot.copy(taxReturnsSelect(vatReturns, company.id, year)) },
    {
      table: vatReconciliation,
      rows: async function* () {
        yield* only((await reconcileVat(snapshot, company, year)).map((r) => copyRow(vatReconciliationRow(r))));
      },
    },
    { table: employerReturns, rows: () => snapshot.copy(taxReturnsSelect(employerReturns, company.id, year)) },
    {
      table: vouchers,
      rows: () => snapshot.copy(vouchersSelect(company.id, year)),
      expected: totals(counts.keptVouchers),
    },
    {
      table: voucherLinesTable,
      rows: () => snapshot.copy(voucherLinesSelect(company.id, year)),
      expected: totals(counts.keptLines),
    },
    {
      table: attachments,
      rows: links,
      expected: totals(counts.links + (kinds.includes("voucher") ? counts.payrollLinks : 0)),
    },
  ];
}

async function* only(rows: readonly string[]): AsyncGenerator<string> {
  if (rows.length > 0) yield rows.join("");
}
