import type { RetentionBasis } from "#exporters/law/types.ts";

/** What the law's materials and the archive's exclusions are called on screen. Keys are the codes of exporters/law. */
const materials: Record<string, string> = {
  journal: "Journal",
  general_ledger: "General ledger",
  trial_balance: "Trial balance",
  chart_of_accounts: "Chart of accounts",
  dimensions: "Dimensions",
  tax_codes: "Tax codes",
  ledger_list: "List of ledgers and materials",
  financial_statements: "Financial statements",
  management_report: "Management report",
  sustainability_data: "Sustainability data",
  balance_specifications: "Balance sheet specifications",
  notes_specifications: "Specifications of notes",
  voucher_series: "Voucher series",
  receivables_ledger: "Receivables ledger",
  payables_ledger: "Payables ledger",
  fixed_asset_register: "Fixed-asset register",
  vouchers: "Vouchers",
  voucher_documents: "Voucher documents",
  parties: "Customers and suppliers",
  vat_returns: "VAT returns' figures",
  vat_return_documents: "VAT returns as filed",
  employer_returns: "Employer returns' figures",
  employer_return_documents: "Employer returns as filed",
  construction_reports: "Construction reports",
  payroll_ledger: "Payroll ledger",
  payslips: "Payslips",
  payroll_documents: "Payroll documents",
  working_time_records: "Working-time records",
  holiday_records: "Holiday records",
  payroll: "Payroll",
  books: "The books",
  transfer_pricing: "Transfer-pricing documentation",
  sector_rules: "Rules of a trade or of aid",
  shift_rosters: "Shift rosters",
  driver_logs: "Drivers' logs",
  pension_insurance: "Pension insurance documents",
  incomes_register: "Incomes register",
  processing_history: "System documentation",
  packing_slips: "Packing slips and price lists",
  data_access: "Access to the old system",
  all_other_data: "All other data",
  employee_records: "Employee records",
  tax_return_figures: "Figures of tax returns",
  sub_ledgers: "Sub-ledgers",
  inventory: "Inventory",
  correspondence: "Correspondence",
  agreements: "Agreements",
  real_estate_investment_vat: "VAT on real-estate investments",
  one_stop_shop_records: "One-stop-shop records",
  user_log_ins: "Log-ins",
  credentials: "Credentials",
  internal_notes: "Internal notes",
  drafts: "Drafts",
  user_interface_settings: "Interface settings",
  read_logs: "Read logs",
  other_customers: "Other customers' books",
};

/** @param code a material or an exclusion; one without a label shows as its code in words */
export function materialLabel(code: string): string {
  return materials[code] ?? (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll("_", " ");
}

const bases: Record<RetentionBasis, string> = {
  real_estate_investment: "Real-estate investment",
  one_stop_shop: "One-stop shop",
  investment_gold: "Investment gold",
  construction_site: "Construction site",
  eu_aid: "European Union aid",
};

/** Why vouchers have a retention of their own. */
export const basisLabel = (basis: RetentionBasis): string => bases[basis];
