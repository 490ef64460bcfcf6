import { add, type Cents, cents, decimal, isZero, subtract } from "../formats/money.ts";
import { accountColumn } from "../formats/texts/columns/account-columns.ts";
import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";

/** An account with its year: balances debit positive, credit negative. */
export type AccountYear = {
  number: string;
  name: string;
  type: string;
  standardCode: string | null;
  /** In the source's chart of accounts. False: only used by vouchers or balances. */
  declared: boolean;
  opening: Cents;
  debit: Cents;
  credit: Cents;
  /** Opening balance and movements; of a year without vouchers what the source states, which is all that is known of its end. */
  closing: Cents;
  /** As the source stated it, if it did. */
  declaredClosing: Cents | null;
  lines: number;
  /** Debits and credits with negative amounts moved to the other side, as SAF-T wants them. */
  positiveDebit: Cents;
  positiveCredit: Cents;
  /** Of the lines, how many name a customer and how many a supplier. */
  customerLines: number;
  supplierLines: number;
};

/**
 * The year's accounts with their sums, in one pass over the lines: the chart of accounts, the trial balance, and the control
 * totals that what is written later must meet.
 */
export async function readAccounts(snapshot: Snapshot, companyId: string, yearId: string): Promise<AccountYear[]> {
  const rows = await snapshot.query(
    `select coalesce(a.number, m.account_number) as number, coalesce(a.name, '') as name, coalesce(a.type, 'unknown') as type,
            a.standard_code, coalesce(a.declared, false) as declared,
            coalesce(a.opening_balance, 0)::numeric(24,2) as opening, a.declared_closing_balance as declared_closing,
            coalesce(m.lines, 0) as lines, coalesce(m.debit, 0)::numeric(24,2) as debit, coalesce(m.credit, 0)::numeric(24,2) as credit,
            coalesce(m.swing, 0)::numeric(24,2) as swing, coalesce(m.customer_lines, 0) as customer_lines,
            coalesce(m.supplier_lines, 0) as supplier_lines
       from (select * from ledger.accounts where company_id = $1 and financial_year_id = $2) a
       full join (select account_number, count(*) as lines, sum(debit) as debit, sum(credit) as credit,
                         count(*) filter (where party_kind = 'customer') as customer_lines,
                         count(*) filter (where party_kind = 'supplier') as supplier_lines,
                         coalesce(sum(debit) filter (where debit < 0), 0) + coalesce(sum(credit) filter (where credit < 0), 0) as swing
                    from ledger.voucher_lines where company_id = $1 and financial_year_id = $2 group by 1) m
         on m.account_number = a.number
      order by coalesce(a.number, m.account_number) collate "C"`,
    [companyId, yearId],
  );
  const booked = rows.some((r) => Number(r.lines) > 0);
  return rows.map((r) => {
    const opening = cents(r.opening!);
    const debit = cents(r.debit!);
    const credit = cents(r.credit!);
    // A negative debit of -5 is a credit of 5: both sides grow by 5 when it moves over.
    const swing = cents(r.swing!);
    const declaredClosing = r.declared_closing == null ? null : cents(r.declared_closing);
    const moved = add(opening, subtract(debit, credit));
    return {
      number: r.number!,
      name: r.name!,
      type: r.type!,
      standardCode: r.standard_code ?? null,
      declared: r.declared === "t" || r.declared === "true",
      opening,
      debit,
      credit,
      closing: booked ? moved : (declaredClosing ?? moved),
      declaredClosing,
      lines: Number(r.lines),
      positiveDebit: subtract(debit, swing),
      positiveCredit: subtract(credit, swing),
      customerLines: Number(r.customer_lines),
      supplierLines: Number(r.supplier_lines),
    };
  });
}

export const accounts: Table = {
  name: "accounts",
  material: "chart_of_accounts",
  title: "Chart of accounts",
  description: "The year's accounts.",
  columns: [
    { name: "account", type: "string", text: voucherColumn.account },
    { name: "name", type: "string", text: accountColumn.name },
    { name: "type", type: "string", text: accountColumn.type },
    { name: "standard_code", type: "string", text: accountColumn.standardCode },
    { name: "declared", type: "boolean", text: accountColumn.declared },
  ],
  primaryKey: ["account"],
};

export const accountRow = (a: AccountYear): string[] => [
  a.number,
  a.name,
  a.type,
  a.standardCode ?? "",
  String(a.declared),
];

export const trialBalance: Table = {
  name: "trial-balance",
  material: "trial_balance",
  title: "Trial balance",
  description: "Each account's opening balance, sums and closing balance.",
  columns: [
    { name: "account", type: "string", text: voucherColumn.account },
    { name: "name", type: "string", text: accountColumn.name },
    { name: "opening_balance", type: "number", total: true, text: accountColumn.opening },
    { name: "debit", type: "number", total: true, text: accountColumn.yearDebit },
    { name: "credit", type: "number", total: true, text: accountColumn.yearCredit },
    { name: "closing_balance", type: "number", total: true, text: accountColumn.closing },
    { name: "declared_closing_balance", type: "number", text: accountColumn.declaredClosing },
    { name: "difference", type: "number", text: accountColumn.difference },
  ],
  primaryKey: ["account"],
  foreignKeys: [{ fields: ["account"], table: "accounts", reference: ["account"] }],
};

export const trialBalanceRow = (a: AccountYear): string[] => [
  a.number,
  a.name,
  decimal(a.opening),
  decimal(a.debit),
  decimal(a.credit),
  decimal(a.closing),
  a.declaredClosing === null ? "" : decimal(a.declaredClosing),
  a.declaredClosing === null ? "" : decimal(subtract(a.declaredClosing, movedClosing(a))),
];

/** What the opening balance and the movements come to. */
export const movedClosing = (a: AccountYear): Cents => add(a.opening, subtract(a.debit, a.credit));

/** Whether the closing balances are those that the imported file states, because the year has no vouchers. */
export const closesAsStated = (accounts: readonly AccountYear[]): boolean =>
  accounts.every((a) => a.lines === 0) && accounts.some((a) => a.declaredClosing !== null);

/** Accounts whose declared closing balance is another than opening balance and movements give. */
export const differingAccounts = (rows: readonly AccountYear[]): AccountYear[] =>
  rows.filter((a) => a.declaredClosing !== null && !isZero(subtract(a.declaredClosing, movedClosing(a))));
