import { assetColumn } from "../formats/texts/columns/asset-columns.ts";
import { ledgerRowColumn } from "../formats/texts/columns/ledger-columns.ts";
import type { Table } from "./table.ts";

/** The register of fixed assets: what the company owned in the year, what it cost and what it is worth in the books. */
export const fixedAssets: Table = {
  name: "fixed-assets",
  material: "fixed_asset_register",
  title: "Register of fixed assets",
  description:
    "Each asset that the company had in the year: opening value + additions - disposals - depreciation = closing value.",
  columns: [
    { name: "number", type: "string", sql: "a.number", text: assetColumn.number },
    { name: "name", type: "string", sql: "a.name", text: assetColumn.name },
    { name: "account", type: "string", sql: "a.account_number", text: ledgerRowColumn.account },
    { name: "acquired_on", type: "date", sql: "a.acquired_on", text: assetColumn.acquiredOn },
    {
      name: "acquisition_cost",
      type: "number",
      total: true,
      sql: "a.acquisition_cost",
      text: assetColumn.acquisitionCost,
    },
    { name: "method", type: "string", sql: "a.method", text: assetColumn.method },
    {
      name: "opening_value",
      type: "number",
      total: true,
      sql: "y.opening_value",
      nullable: true,
      text: assetColumn.openingValue,
    },
    { name: "additions", type: "number", total: true, sql: "y.additions", nullable: true, text: assetColumn.additions },
    { name: "disposals", type: "number", total: true, sql: "y.disposals", nullable: true, text: assetColumn.disposals },
    {
      name: "depreciation",
      type: "number",
      total: true,
      sql: "y.depreciation",
      nullable: true,
      text: assetColumn.depreciation,
    },
    {
      name: "closing_value",
      type: "number",
      total: true,
      sql: "y.closing_value",
      nullable: true,
      text: assetColumn.closingValue,
    },
    { name: "disposed_on", type: "date", sql: "a.disposed_on", nullable: true, text: assetColumn.disposedOn },
    {
      name: "disposal_price",
      type: "number",
      sql: "a.disposal_price",
      nullable: true,
      text: assetColumn.disposalPrice,
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
