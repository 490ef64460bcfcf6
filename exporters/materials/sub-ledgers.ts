import type { ColumnText } from "../formats/texts/columns/column-text.ts";
import { ledgerRowColumn } from "../formats/texts/columns/ledger-columns.ts";
import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
import { type PartyKind, textArray } from "./control-accounts.ts";
import { bind, type Column, type Table } from "./table.ts";

type SubLedger = { kind: PartyKind; ledger: Table; openItems: Table };

type Party = { number: ColumnText; name: ColumnText };
const customer: Party = { number: ledgerRowColumn.customerNumber, name: ledgerRowColumn.customerName };
const supplier: Party = { number: ledgerRowColumn.supplierNumber, name: ledgerRowColumn.supplierName };

const common = (party: Party): Column[] => [
  { name: "account", type: "string", text: ledgerRowColumn.account },
  { name: "party_number", type: "string", text: party.number },
  { name: "party_name", type: "string", text: party.name },
];

const ledgerColumns = (party: Party): Column[] => [
  ...common(party),
  { name: "row", type: "string", text: ledgerRowColumn.row },
  { name: "date", type: "date", text: ledgerRowColumn.date },
  { name: "voucher_series", type: "string", text: voucherColumn.series },
  { name: "voucher_number", type: "string", text: voucherColumn.number },
  { name: "reference", type: "string", text: ledgerRowColumn.reference },
  { name: "due_on", type: "date", text: ledgerRowColumn.dueOn },
  { name: "debit", type: "number", text: ledgerRowColumn.debit },
  { name: "credit", type: "number", text: ledgerRowColumn.credit },
  { name: "text", type: "string", text: ledgerRowColumn.text },
  { name: "voucher_seq", type: "integer", text: voucherColumn.seq },
  { name: "line", type: "integer", text: voucherColumn.line },
  { name: "balance", type: "number", text: ledgerRowColumn.balance },
];

const openItemColumns = (party: Party): Column[] => [
  ...common(party),
  { name: "reference", type: "string", text: ledgerRowColumn.openReference },
  { name: "date", type: "date", text: ledgerRowColumn.openDate },
  { name: "due_on", type: "date", text: ledgerRowColumn.dueOn },
  { name: "voucher_series", type: "string", text: ledgerRowColumn.openSeries },
  { name: "voucher_number", type: "string", text: ledgerRowColumn.openNumber },
  { name: "booked", type: "number", total: true, text: ledgerRowColumn.booked },
  { name: "settled", type: "number", total: true, text: ledgerRowColumn.settled },
  { name: "open", type: "number", total: true, text: ledgerRowColumn.open },
];

const account = [{ fields: ["account"], table: "accounts", reference: ["account"] }];

export const receivables: SubLedger = {
  kind: "customer",
  ledger: {
    name: "receivables-ledger",
    material: "receivables_ledger",
    title: "Receivables ledger",
    description: "By account and customer: opening balance, every movement with the balance after it, closing balance.",
    columns: ledgerColumns(customer),
    foreignKeys: account,
  },
  openItems: {
    name: "receivables-open-items",
    material: "receivables_ledger",
    title: "Open receivables",
    description: "What customers owed on the year's last day, by reference; together the balance of the accounts.",
    columns: openItemColumns(customer),
    foreignKeys: account,
  },
};

export const payables: SubLedger = {
  kind: "supplier",
  ledger: {
    name: "payables-ledger",
    material: "payables_ledger",
    title: "Payables ledger",
    description: "By account and supplier: opening balance, every movement with the balance after it, closing balance.",
    columns: ledgerColumns(supplier),
    foreignKeys: account,
  },
  openItems: {
    name: "payables-open-items",
    material: "payables_ledger",
    title: "Open payables",
    description: "What suppliers were owed on the year's last day, by reference; together the balance of the accounts.",
    columns: openItemColumns(supplier),
    foreignKeys: account,
  },
};

/**
 * Opening balances by account and party. The source's own figures where together they are what the accounts began with, else
 * what earlier years' entries left; what neither explains stands under no party, so that all of it is the accounts' balance.
 * `parts`: this year's lines; `opening`: account, party, amount.
 */
const parts = `
  lines as not materialized (
    select l.*, case when l.party_kind = $kind then coalesce(l.party_number, '') else '' end as party
      from ledger.voucher_lines l
     where l.company_id = $company and l.financial_year_id = $year and l.account_number = any ($accounts)),
  before as not materialized (
    select l.*, case when l.party_kind = $kind then coalesce(l.party_number, '') else '' end as party, y.ends_on
      from ledger.financial_years y
      join ledger.voucher_lines l on l.company_id = $company and l.financial_year_id = y.id and l.account_number = any ($accounts)
     where y.company_id = $company and y.ends_on < (select starts_on from ledger.financial_years where id = $year)),
  account_opening as (
    select a.number as account, sum(a.opening_balance) as amount from ledger.accounts a
     where a.company_id = $company and a.financial_year_id = $year and a.number = any ($accounts) group by 1),
  stated as (
    select p.account_number as account, p.number as party, p.opening_balance as amount from ledger.parties p
     where p.company_id = $company and p.kind = $kind and p.account_number = any ($accounts) and p.opening_balance is not null),
  use_stated as (
    select count(*) > 0 and not exists (
      select from (select account, sum(amount) as amount from stated group by 1) s
        full join account_opening o using (account)
       where coalesce(s.amount, 0) <> coalesce(o.amount, 0)) as yes
      from stated),
  known as (
    select account, party, amount from stated where (select yes from use_stated)
     union all
    select account_number, party, sum(debit - credit) from before where not (select yes from use_stated) group by 1, 2),
  opening as materialized (
    select account, party, sum(amount) as amount
      from (select account, party, amount from known
             union all
            select account, '', amount from account_opening
             union all
            select account, '', -amount from known) k
     group by 1, 2 having sum(amount) <> 0)`;

const party = `left join ledger.parties p on p.company_id = $company and p.kind = $kind and p.number = r.party`;

/** Rows in the order of account, party and journal; opening and closing rows stand around each party's movements. */
const ledgerQuery = `
  with ${parts},
  sums as (
    select coalesce(l.account_number, o.account) as account, coalesce(l.party, o.party) as party,
           coalesce(o.amount, 0) as opening, coalesce(l.debit, 0) as debit, coalesce(l.credit, 0) as credit
      from (select account_number, party, sum(debit) as debit, sum(credit) as credit from lines group by 1, 2) l
      full join opening o on o.account = l.account_number and o.party = l.party),
  rows as (
    select account, party, 0 as place, 'opening' as row, y.starts_on as date, null as series, null as number, null as reference,
           null::date as due_on, null::numeric as debit, null::numeric as credit, null as text, null::integer as seq,
           null::integer as line, opening as step
      from sums, ledger.financial_years y where y.id = $year
     union all
    select l.account_number, l.party, 1, 'movement', v.date, v.series, v.number, l.reference, l.due_on, l.debit, l.credit,
           case l.text when '' then v.text else l.text end, l.voucher_seq, l.line_no, l.debit - l.credit
      from lines l
      join ledger.vouchers v on v.company_id = $company and v.financial_year_id = $year and v.seq = l.voucher_seq
     union all
    select account, party, 2, 'closing', y.ends_on, null, null, null, null, debit, credit, null, null, null, 0
      from sums, ledger.financial_years y where y.id = $year)
  select r.account, r.party, $name, r.row, r.date, coalesce(r.series, ''), coalesce(r.number, ''),
         coalesce(r.reference, ''), coalesce(r.due_on::text, ''), coalesce(r.debit::numeric(24,2)::text, ''),
         coalesce(r.credit::numeric(24,2)::text, ''), coalesce(r.text, ''), coalesce(r.seq::text, ''), coalesce(r.line::text, ''),
         (sum(r.step) over (partition by r.account, r.party order by r.place, r.seq, r.line rows unbounded preceding))::numeric(24,2)
    from rows r ${party}
   order by r.account collate "C", r.party collate "C", r.place, r.seq, r.line`;

/** What is open on the last day: by reference, and by party what no reference explains. */
const openItemsQuery = `
  with ${parts},
  entries as (
    select account_number, party, reference, debit - credit as amount, due_on, voucher_seq, line_no, financial_year_id,
           (select ends_on from ledger.financial_years where id = $year) as ends_on
      from lines
     union all
    select account_number, party, reference, debit - credit, due_on, voucher_seq, line_no, financial_year_id, ends_on from before),
  items as (
    select account_number as account, party, reference, sum(amount) as open, max(due_on) as due_on,
           (array_agg(amount order by ends_on, voucher_seq, line_no))[1] as booked,
           (array_agg(financial_year_id order by ends_on, voucher_seq, line_no))[1] as year,
           (array_agg(voucher_seq order by ends_on, voucher_seq, line_no))[1] as seq
      from entries where reference is not null group by 1, 2, 3 having sum(amount) <> 0),
  balances as (
    select account, party, sum(amount) as amount
      from (select account, party, amount from opening
             union all
            select account_number, party, debit - credit from lines) b
     group by 1, 2),
  unexplained as (
    select b.account, b.party, b.amount - coalesce(i.open, 0) as open
      from balances b
      left join (select account, party, sum(open) as open from items group by 1, 2) i using (account, party)
     where b.amount <> coalesce(i.open, 0)
     union all
    select i.account, i.party, -sum(i.open) from items i
     where not exists (select from balances b where b.account = i.account and b.party = i.party) group by 1, 2),
  rows as (
    select account, party, reference, due_on, booked, year, seq, open from items
     union all
    select account, party, '', null, null, null, null, open from unexplained)
  select r.account, r.party, $name, r.reference, coalesce(v.date::text, ''), coalesce(r.due_on::text, ''),
         coalesce(v.series, ''), coalesce(v.number, ''), coalesce(r.booked::numeric(24,2)::text, ''),
         coalesce((r.open - r.booked)::numeric(24,2)::text, ''), r.open::numeric(24,2)
    from rows r ${party}
    left join ledger.vouchers v on v.company_id = $company and v.financial_year_id = r.year and v.seq = r.seq
   order by r.account collate "C", r.party collate "C", r.reference collate "C"`;

type Ids = { companyId: string; yearId: string; accounts: readonly string[]; named: boolean };

const filled = (sql: string, kind: PartyKind, { companyId, yearId, accounts, named }: Ids) =>
  // The accounts last: their numbers are the source's own text.
  bind(sql, companyId, yearId)
    .replaceAll("$name", named ? "coalesce(p.name, '')" : "''")
    .replaceAll("$kind", `'${kind}'`)
    .replaceAll("$accounts", () => textArray(accounts));

/** @param ids.accounts those that the sub-ledger explains; `named`: whether it may name the parties */
export const subLedgerSelect = (kind: PartyKind, ids: Ids): string => filled(ledgerQuery, kind, ids);
export const openItemsSelect = (kind: PartyKind, ids: Ids): string => filled(openItemsQuery, kind, ids);
