import { add, type Cents, cents, isZero, negate, subtract } from "../formats/money.ts";
import type { YearDecision } from "../law/scope.ts";
import { type AccountYear, closesAsStated } from "./accounts.ts";
import type { Company } from "./company.ts";
import type { Snapshot } from "./snapshot.ts";
import { byType, type Group, labels, layouts, type Section } from "./statement-layout.ts";

/**
 * A row as it is printed, in the order of the statement. `level` 0: the statement's own sums and results (net turnover is
 * not one, the result is); 1: a heading with the sum of its accounts; 2: an account.
 * `amount` is as a reader expects it: income positive and expenses negative; assets positive, and equity and liabilities
 * positive where they are credit balances.
 */
export type StatementRow = {
  level: 0 | 1 | 2;
  /** An account has its own name in each language. */
  label: { fi: string; sv: string; en: string };
  /** On rows of level 2 alone. */
  account?: string;
  amount: Cents;
};

export type Statements = {
  /** Always computed from the ledger, never the statements that were drawn up and signed: say so wherever they are shown. */
  computed: true;
  /** How many statements documents the year has; where it has any, those are the statements and these are a help for reading. */
  documents: number;
  /** The year has no vouchers: the figures are the balances that the imported file states. Say so too. */
  asStated: boolean;
  incomeStatement: StatementRow[];
  balanceSheet: StatementRow[];
  /** Assets less equity and liabilities; not zero where the books do not balance. Show it when it is not. */
  difference: Cents;
};

/** Equity and liabilities are credit balances: as readers expect them they are positive. */
const assets: readonly Section[] = ["fixed_assets", "current_assets"];
const funding: readonly Section[] = ["equity", "reserves", "liabilities"];
const profitAndLoss: readonly Section[] = ["operating", "financial", "appropriations", "taxes", "transfer"];

/**
 * The income statement and the balance sheet as the ledger gives them. Entries that move the result to the balance sheet at the
 * year's end are left out of the income statement; what is not moved yet stands in the balance sheet as a row of its own.
 * @param accounts those of the year, with their sums
 */
export async function readStatements(
  snapshot: Snapshot,
  company: Company,
  year: YearDecision,
  accounts: readonly AccountYear[],
): Promise<Statements> {
  const placed = accounts.map((account) => ({ account, group: groupOf(company.country, account) }));
  const numbers = (sections: readonly Section[]) =>
    placed.filter((p) => sections.includes(p.group.section)).map((p) => p.account.number);
  const transfers = await readTransfers(snapshot, company.id, year, numbers(profitAndLoss), numbers(["equity"]));
  const [documents] = await snapshot.query(
    `select count(*) as files from ledger.documents
      where company_id = $1 and financial_year_id = $2 and kind = 'financial_statements'`,
    [company.id, year.id],
  );

  const movement = ({ number, opening, closing }: AccountYear) =>
    negate(subtract(subtract(closing, opening), transfers.get(number) ?? 0));
  const income = (sections: readonly Section[]) => rowsOf(placed, sections, movement);
  const operating = income(["operating"]);
  const rest = income(["financial", "appropriations", "taxes"]);
  const result = add(sumOf(operating), sumOf(rest));

  const assetRows = rowsOf(placed, assets, (a) => a.closing);
  const fundingRows = rowsOf(placed, funding, (a) => negate(a.closing));
  const untransferred = placed
    .filter((p) => profitAndLoss.includes(p.group.section))
    .reduce<Cents>((sum, p) => subtract(sum, p.account.closing), 0);
  if (!isZero(untransferred)) fundingRows.push({ level: 1, label: labels.untransferred, amount: untransferred });
  return {
    computed: true,
    documents: Number(documents!.files),
    asStated: closesAsStated(accounts),
    incomeStatement: [
      ...operating,
      { level: 0, label: labels.operatingResult, amount: sumOf(operating) },
      ...rest,
      { level: 0, label: labels.result, amount: result },
    ],
    balanceSheet: [
      { level: 0, label: labels.assets, amount: sumOf(assetRows) },
      ...assetRows,
      { level: 0, label: labels.equityAndLiabilities, amount: sumOf(fundingRows) },
      ...fundingRows,
    ],
    difference: subtract(sumOf(assetRows), sumOf(fundingRows)),
  };
}

type Placed = { account: AccountYear; group: Group };

/** By the country's chart, where the account's type does not contradict it; else by the type. */
function groupOf(country: string, { number, type, opening }: AccountYear): Group {
  const known = /^\d{4,}$/.test(number) ? number.slice(0, 4) : "";
  const group = (layouts[country] ?? []).find((g) => g.from <= known && known <= g.to);
  const { section } = group ?? {};
  const fits = (sections: readonly Section[]) => section !== undefined && sections.includes(section);
  switch (type) {
    case "asset":
      return group && fits(assets) ? group : byType.asset;
    case "equity":
      return group && fits(["equity", "reserves"]) ? group : byType.equity;
    case "liability":
      return group && fits(["liabilities", "reserves"]) ? group : byType.liability;
    case "income":
    case "expense":
      return group && fits(profitAndLoss) ? group : byType[type];
  }
  // A year's income and expenses begin with nothing.
  return group ?? (isZero(opening) ? byType.expense : byType.asset);
}

/** Whether the account is one of the income statement. */
export const isResultAccount = (country: string, account: AccountYear): boolean =>
  profitAndLoss.includes(groupOf(country, account).section);

function rowsOf(
  placed: readonly Placed[],
  sections: readonly Section[],
  amountOf: (a: AccountYear) => Cents,
): StatementRow[] {
  const groups = [...new Set(placed.map((p) => p.group))].filter((g) => sections.includes(g.section));
  const order = (g: Group) => `${sections.indexOf(g.section)} ${g.from || "\uffff"}`;
  return groups
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .flatMap((group) => {
      const rows: StatementRow[] = [];
      for (const { account } of placed.filter((p) => p.group === group)) {
        const amount = amountOf(account);
        const label = account.name || account.number;
        if (!isZero(amount))
          rows.push({ level: 2, label: { fi: label, sv: label, en: label }, account: account.number, amount });
      }
      const amount = rows.reduce<Cents>((sum, r) => add(sum, r.amount), 0);
      return rows.length === 0 ? [] : [{ level: 1, label: group.label, amount }, ...rows];
    });
}

const sumOf = (rows: readonly StatementRow[]) =>
  rows.reduce<Cents>((sum, row) => (row.level === 1 ? add(sum, row.amount) : sum), 0);

/** What the year's closing vouchers, with lines on equity and income and expense accounts alone, booked on each of the latter. */
async function readTransfers(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  results: readonly string[],
  equity: readonly string[],
): Promise<Map<string, Cents>> {
  const rows = await snapshot.query(
    `with closing as (
       select v.seq from ledger.vouchers v
        where v.company_id = $1 and v.financial_year_id = $2 and (v.date = $3 or v.kind = 'closing')
          and exists (select from ledger.voucher_lines l where l.company_id = $1 and l.financial_year_id = $2
                         and l.voucher_seq = v.seq and l.account_number = any ($5::text[]))
          and not exists (select from ledger.voucher_lines l where l.company_id = $1 and l.financial_year_id = $2
                             and l.voucher_seq = v.seq and l.account_number <> all ($4::text[]) and l.account_number <> all ($5::text[])))
     select l.account_number as number, (sum(l.debit) - sum(l.credit))::numeric(24,2) as moved
       from ledger.voucher_lines l join closing on closing.seq = l.voucher_seq
      where l.company_id = $1 and l.financial_year_id = $2 and l.account_number = any ($4::text[]) group by 1`,
    [companyId, year.id, year.endsOn, results, equity],
  );
  return new Map(rows.map((r) => [r.number!, cents(r.moved!)]));
}
