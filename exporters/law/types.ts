/** Payroll shows what each person earns: it is an archive of its own, with its own permission and approval. */
export const archiveParts = ["books", "payroll"] as const;
export type ArchivePart = (typeof archiveParts)[number];

/** What bookkeeping law names, as this product tells it apart. A material is a class of content, not a file format. */
export const booksMaterials = [
  "journal",
  "general_ledger",
  "trial_balance",
  "chart_of_accounts",
  "dimensions",
  "tax_codes",
  "voucher_series",
  "receivables_ledger",
  "payables_ledger",
  "fixed_asset_register",
  "ledger_list",
  "financial_statements",
  "management_report",
  "sustainability_data",
  "balance_specifications",
  "notes_specifications",
  "vouchers",
  "voucher_documents",
  "parties",
  "vat_returns",
  "vat_return_documents",
  "employer_returns",
  "employer_return_documents",
  "correspondence",
  "inventory",
  "agreements",
  "construction_reports",
] as const;

/** Decided per financial year, but for the records, which are decided per employee and calendar year. */
export const payrollMaterials = ["payroll_ledger", "payslips", "payroll_documents"] as const;
export const recordMaterials = ["working_time_records", "holiday_records"] as const;

export type BooksMaterial = (typeof booksMaterials)[number];
export type PayrollMaterial = (typeof payrollMaterials)[number];
export type RecordMaterial = (typeof recordMaterials)[number];
/** What a financial year's decisions are about. */
export type Material = BooksMaterial | PayrollMaterial;
export type AnyMaterial = Material | RecordMaterial;

/** Why a voucher's retention does not follow its financial year (`ledger.retention_marks.basis`). */
export const retentionBases = [
  "real_estate_investment",
  "one_stop_shop",
  "investment_gold",
  "construction_site",
  "eu_aid",
] as const;
export type RetentionBasis = (typeof retentionBases)[number];

/** Materials that law names and that this archive does not carry. The scope says so for each. */
export type MaterialNotCarried = string;

/** From which day a period runs. All are days, not instants; the period includes its last day. */
export type StartPoint =
  | "end_of_financial_year"
  | "end_of_calendar_year_of_financial_year_end"
  /** Of the day on which the statements were drawn up; the year after the financial year's end while they are not. */
  | "end_of_calendar_year_of_closing"
  /** Of the day that a mark or a record names: the adjustment period began, the transaction was made, the hours were worked. */
  | "end_of_calendar_year_of_day"
  /** Of the financial year that a mark's day is in, where what is proved goes by whole financial years. */
  | "end_of_calendar_year_of_days_financial_year"
  /** The claim period of the employee's rights: from the end of the record's year while employed, from the last day after it. */
  | "end_of_claim_period";

/**
 * Where a rule's period was read: in the words of the statute, or in what a guide says of them.
 * `textOf`: YYYY-MM-DD, the day as of which that text stands; of a guide only where it tells.
 */
export type RuleSource = { readIn: "statute"; textOf: string } | { readIn: "guide"; textOf?: string };

export type RetentionRule = {
  /** Stable: it is stored in approved scopes. */
  id: string;
  /** A word for the group of materials, for people. */
  class: string;
  materials: readonly AnyMaterial[];
  /** A rule for marked vouchers and their files alone. */
  basis?: RetentionBasis;
  years: number;
  months?: number;
  start: StartPoint;
  /** How many calendar years after the record's own year the claim falls due. */
  dueYearsLater?: number;
  citation: string;
  source: RuleSource;
  note?: string;
  /** Kept longer than the paragraph asks, because practice does: said wherever the period is shown. */
  practice?: boolean;
};

export type NotCarried = {
  /** Said only in this part's archive; in both when left out. */
  part?: ArchivePart;
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
  /** YYYY-MM-DD: when the rules were last compared with the law. With which text, each rule's source says. */
  reviewedOn: string;
  rules: readonly RetentionRule[];
  notCarried: readonly NotCarried[];
};
