/** What bookkeeping law names, as this product tells it apart. A material is a class of content, not a file format. */
export const materials = [
  "journal",
  "general_ledger",
  "trial_balance",
  "chart_of_accounts",
  "dimensions",
  "tax_codes",
  "ledger_list",
  "financial_statements",
  "management_report",
  "balance_specifications",
  "vouchers",
  "voucher_documents",
  "parties",
  "vat_return_documents",
  "employer_return_documents",
] as const;
export type Material = (typeof materials)[number];

/** Materials that law names and that this archive does not carry. The scope says so for each. */
export const materialsNotCarried = [
  "payroll",
  "employee_records",
  "tax_return_figures",
  "sub_ledgers",
  "inventory",
  "correspondence",
  "agreements",
  "real_estate_investment_vat",
  "one_stop_shop_records",
] as const;
export type MaterialNotCarried = (typeof materialsNotCarried)[number];

/** From which day a period runs. Both are days, not instants; the period includes its last day. */
export type StartPoint = "end_of_financial_year" | "end_of_calendar_year_of_financial_year_end";

export type RetentionRule = {
  /** Stable: it is stored in approved scopes. */
  id: string;
  /** A word for the group of materials, for people. */
  class: string;
  materials: readonly Material[];
  years: number;
  months?: number;
  start: StartPoint;
  citation: string;
  /** YYYY-MM-DD: when somebody last read the paragraph. */
  reviewedOn: string;
  note?: string;
};

export type NotCarried = {
  material: MaterialNotCarried;
  /** What the law says about it, in a sentence. */
  law: string;
  citation: string;
  /** Where it is, if not here. */
  instead: string;
};

export type LawPack = {
  country: string;
  law: string;
  reviewedOn: string;
  rules: readonly RetentionRule[];
  notCarried: readonly NotCarried[];
};
