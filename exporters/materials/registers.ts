import { registerColumn } from "../formats/texts/columns/register-columns.ts";
import { includes, type YearDecision } from "../law/scope.ts";
import { type Column, selectOf, type Table } from "./table.ts";

/** Customers and suppliers that the year's entries name, or that have a balance. The others are in no class of the law. */
export const parties: Table = {
  name: "parties",
  material: "parties",
  title: "Customers and suppliers",
  description: "Customers and suppliers that the year's entries name, or that have a balance.",
  columns: [
    { name: "kind", type: "string", sql: "p.kind", text: registerColumn.partyKind },
    { name: "number", type: "string", sql: "p.number", text: registerColumn.partyNumber },
    { name: "name", type: "string", sql: "p.name", text: registerColumn.name },
    { name: "business_id", type: "string", sql: "p.business_id", nullable: true, text: registerColumn.businessId },
    { name: "vat_number", type: "string", sql: "p.vat_number", nullable: true, text: registerColumn.vatNumber },
    { name: "street", type: "string", sql: "p.street", nullable: true, text: registerColumn.street },
    { name: "postal_code", type: "string", sql: "p.postal_code", nullable: true, text: registerColumn.postalCode },
    { name: "city", type: "string", sql: "p.city", nullable: true, text: registerColumn.city },
    { name: "country", type: "string", sql: "p.country", nullable: true, text: registerColumn.country },
    { name: "account", type: "string", sql: "p.account_number", nullable: true, text: registerColumn.partyAccount },
    {
      name: "opening_balance",
      type: "number",
      sql: "p.opening_balance",
      nullable: true,
      text: registerColumn.partyOpening,
    },
    {
      name: "closing_balance",
      type: "number",
      sql: "p.closing_balance",
      nullable: true,
      text: registerColumn.partyClosing,
    },
  ],
  from: `from ledger.parties p
    left join (select distinct l.party_kind, l.party_number from ledger.voucher_lines l
                where l.company_id = $company and l.financial_year_id = $year and l.party_number is not null) u
      on u.party_kind = p.kind and u.party_number = p.number
   where p.company_id = $company and (u.party_number is not null or $balances and (p.opening_balance <> 0 or p.closing_balance <> 0))
   order by p.kind collate "C", p.number collate "C"`,
  primaryKey: ["kind", "number"],
};

const BALANCES = new Set(["account", "opening_balance", "closing_balance"]);

/** What a party owes or is owed is the sub-ledger's: the rows have it where that is in, and a party has a row for it alone. */
export function partiesSelect(companyId: string, year: YearDecision): string {
  const kinds = [
    ...(includes(year, "receivables_ledger") ? ["customer"] : []),
    ...(includes(year, "payables_ledger") ? ["supplier"] : []),
  ];
  if (kinds.length === 2) return selectOf(parties, companyId, year.id).replace("$balances", "true");
  const balances = kinds.length === 0 ? "false" : `p.kind = '${kinds[0]}'`;
  const column = (c: Column): Column =>
    BALANCES.has(c.name) ? { ...c, sql: `case when ${balances} then ${c.sql} end` } : c;
  const told = { ...parties, columns: parties.columns.map(column) };
  return selectOf(told, companyId, year.id).replace("$balances", balances);
}

export const taxCodes: Table = {
  name: "tax-codes",
  material: "tax_codes",
  title: "Tax codes",
  description: "What the journal's tax codes mean.",
  columns: [
    { name: "code", type: "string", sql: "t.code", text: registerColumn.taxCode },
    { name: "description", type: "string", sql: "t.description", text: registerColumn.taxDescription },
    { name: "rate", type: "number", decimals: 3, sql: "t.rate", nullable: true, text: registerColumn.taxRate },
    { name: "country", type: "string", sql: "t.country", nullable: true, text: registerColumn.country },
    {
      name: "standard_code",
      type: "string",
      sql: "t.standard_code",
      nullable: true,
      text: registerColumn.taxStandardCode,
    },
  ],
  from: `from ledger.tax_codes t where t.company_id = $company order by t.code collate "C"`,
  primaryKey: ["code"],
};

export const dimensions: Table = {
  name: "dimensions",
  material: "dimensions",
  title: "Dimensions and their values",
  description:
    "Cost centres, projects and other dimensions: one row per value, and one for each dimension without values.",
  columns: [
    { name: "dimension", type: "string", sql: "d.code", text: registerColumn.dimension },
    { name: "dimension_name", type: "string", sql: "d.name", text: registerColumn.dimensionName },
    {
      name: "parent_dimension",
      type: "string",
      sql: "d.parent_code",
      nullable: true,
      text: registerColumn.parentDimension,
    },
    { name: "value", type: "string", sql: "x.code", nullable: true, text: registerColumn.value },
    { name: "value_name", type: "string", sql: "x.name", nullable: true, text: registerColumn.valueName },
  ],
  from: `from (select code, name, parent_code from ledger.dimensions where company_id = $company
           union all
          select distinct v.dimension_code, '', null from ledger.dimension_values v
           where v.company_id = $company
             and not exists (select from ledger.dimensions k where k.company_id = $company and k.code = v.dimension_code)) d
    left join ledger.dimension_values x on x.company_id = $company and x.dimension_code = d.code
   order by d.code collate "C", x.code collate "C"`,
};
