import type { Table } from "./table.ts";

/** The register of fixed assets: what the company owned in the year, what it cost and what it is worth in the books. */
export const fixedAssets: Table = {
  name: "fixed-assets",
  material: "fixed_asset_register",
  title: "Register of fixed assets",
  description:
    "Each asset that the company had in the year: opening value + additions - disposals - depreciation = closing value.",
  columns: [
    { name: "number", type: "string", sql: "a.number", description: "The asset's number in the register." },
    { name: "name", type: "string", sql: "a.name", description: "What it is." },
    { name: "account", type: "string", sql: "a.account_number", description: "Account in the general ledger." },
    { name: "acquired_on", type: "date", sql: "a.acquired_on", description: "Day of acquisition." },
    { name: "acquisition_cost", type: "number", total: true, sql: "a.acquisition_cost", description: "What it cost." },
    { name: "method", type: "string", sql: "a.method", description: "How it is depreciated, as the company says it." },
    {
      name: "opening_value",
      type: "number",
      total: true,
      sql: "y.opening_value",
      nullable: true,
      description: "Value in the books when the year began; empty where the register does not tell.",
    },
    {
      name: "additions",
      type: "number",
      total: true,
      sql: "y.additions",
      nullable: true,
      description: "Bought or built in the year.",
    },
    {
      name: "disposals",
      type: "number",
      total: true,
      sql: "y.disposals",
      nullable: true,
      description: "Value of what was disposed of.",
    },
    {
      name: "depreciation",
      type: "number",
      total: true,
      sql: "y.depreciation",
      nullable: true,
      description: "Of the year.",
    },
    {
      name: "closing_value",
      type: "number",
      total: true,
      sql: "y.closing_value",
      nullable: true,
      description: "Value in the books when the year ended.",
    },
    {
      name: "disposed_on",
      type: "date",
      sql: "a.disposed_on",
      nullable: true,
      description: "Day on which it was sold or scrapped; empty while the company has it.",
    },
    {
      name: "disposal_price",
      type: "number",
      sql: "a.disposal_price",
      nullable: true,
      description: "What it was sold for.",
    },
  ],
  from: `from ledger.fixed_assets a
    join ledger.financial_years f on f.id = $year and f.company_id = $company
    left join ledger.fixed_asset_years y on y.company_id = $company and y.financial_year_id = $year and y.asset_number = a.number
   where a.company_id = $company
     and (y.asset_number is not null or (a.acquired_on <= f.ends_on and (a.disposed_on is null or a.disposed_on >= f.starts_on)))
   order by a.number collate "C"`,
  primaryKey: ["number"],
  foreignKeys: [{ fields: ["account"], table: "accounts", reference: ["account"] }],
};
