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
  balance_specifications: "Balance sheet specifications",
  vouchers: "Vouchers",
  voucher_documents: "Voucher documents",
  parties: "Customers and suppliers",
  vat_return_documents: "VAT returns",
  employer_return_documents: "Employer returns",
  payroll: "Payroll",
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
