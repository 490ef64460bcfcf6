import type { LawPack } from "./types.ts";

// The end of the month up to which amendments were looked for; later ones are not known here.
const reviewedOn = "2025-01-31";

/**
 * Finland: Accounting Act (kirjanpitolaki 1336/1997), chapter 2 section 10, as amended by 1620/2015.
 * The text was read as it stood in January 2025.
 */
export const finland: LawPack = {
  country: "FI",
  law: "Kirjanpitolaki (1336/1997)",
  reviewedOn,
  rules: [
    {
      id: "fi.kpl.2-10-1",
      class: "10 years",
      materials: [
        "journal",
        "general_ledger",
        "trial_balance",
        "chart_of_accounts",
        "ledger_list",
        "financial_statements",
        "management_report",
        "receivables_ledger",
        "payables_ledger",
        "fixed_asset_register",
      ],
      years: 10,
      start: "end_of_financial_year",
      citation: "KPL 2:10.1",
      reviewedOn,
    },
    {
      id: "fi.kpl.2-10-1.keys",
      class: "10 years",
      materials: ["dimensions", "tax_codes", "voucher_series"],
      years: 10,
      start: "end_of_financial_year",
      citation: "KPL 2:7.1, 2:10.1",
      reviewedOn,
      note: "Without these codes the ledgers cannot be read in plain language, so they are kept as long as the ledgers.",
    },
    {
      id: "fi.practice.balance-specifications",
      class: "10 years",
      materials: ["balance_specifications", "notes_specifications"],
      years: 10,
      start: "end_of_financial_year",
      citation: "KPL 2:10.2",
      reviewedOn,
      note: "Practice, longer than law: 2:10.1 no longer names balance sheet specifications, which makes them six-year material.",
    },
    {
      id: "fi.kpl.2-10-2",
      class: "6 years",
      materials: [
        "vouchers",
        "voucher_documents",
        "parties",
        "vat_returns",
        "vat_return_documents",
        "correspondence",
        "inventory",
        "agreements",
        "construction_reports",
        "sustainability_data",
      ],
      years: 6,
      start: "end_of_calendar_year_of_financial_year_end",
      citation: "KPL 2:10.2",
      reviewedOn,
    },
    {
      id: "fi.ovml.28-3",
      class: "10 years",
      materials: ["employer_returns", "employer_return_documents", "payroll_ledger", "payslips", "payroll_documents"],
      years: 10,
      start: "end_of_financial_year",
      citation: "OVML (768/2016) 28.3 §",
      reviewedOn,
      note: "Kept with the payroll accounting that it is drawn from.",
    },
    {
      id: "fi.tyoaikalaki.32",
      class: "claim period",
      materials: ["working_time_records"],
      years: 2,
      start: "end_of_claim_period",
      citation: "Työaikalaki (872/2019) 32 §, 40 §",
      reviewedOn,
      note: "Two years from the end of the calendar year of the hours; when the employment ends before that, two years from its last day.",
    },
    {
      id: "fi.vuosilomalaki.29",
      class: "claim period",
      materials: ["holiday_records"],
      years: 2,
      start: "end_of_claim_period",
      dueYearsLater: 1,
      citation: "Vuosilomalaki (162/2005) 29 §, 34 §",
      reviewedOn,
      note: "The winter part of a credit year's holiday is due in the calendar year after it; the claim ends two years after that year, or two years from the last day of employment. Holiday that was saved for later is due when it was agreed to be.",
    },
  ],
  notCarried: [
    {
      material: "payroll",
      law: "Payroll accounting is kept for 10 years from the end of the financial year.",
      citation: "OVML (768/2016) 28.3 §",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      material: "employee_records",
      law: "Working-time and annual-holiday records are kept until the time for claims has passed.",
      citation: "Työaikalaki (872/2019) 32 §, 40 §; vuosilomalaki (162/2005) 29 §, 34 §",
      instead: "They are not bookkeeping; ask for them from the payroll system.",
    },
    {
      material: "tax_return_figures",
      law: "Material behind self-assessed taxes is kept for 6 years.",
      citation: "OVML (768/2016) 28.1 §, 4 §",
      instead:
        "Returns are here as the documents that were filed; their figures by field are at the Tax Administration (OmaVero).",
    },
    {
      material: "sub_ledgers",
      law: "Sub-ledgers are kept for 10 years from the end of the financial year.",
      citation: "KPL 2:10.1",
      instead: "Their entries are in the journal with the customer or supplier; open-item reports are not here.",
    },
    {
      material: "inventory",
      law: "Inventory material is kept for 6 years from the end of the calendar year.",
      citation: "KPL 2:10.2",
      instead: "Only what was attached to a voucher is here.",
    },
    {
      material: "correspondence",
      law: "Correspondence on business transactions is kept for 6 years from the end of the calendar year.",
      citation: "KPL 2:10.2",
      instead: "Only what was attached to a voucher is here.",
    },
    {
      material: "real_estate_investment_vat",
      law: "Material on real-estate investments is kept for 13 years from the end of the calendar year in which the adjustment period began.",
      citation: "AVL (1501/1993) 209 q §",
      instead: "The ledger does not tell which vouchers these are: they are here for as long as other vouchers only.",
    },
    {
      material: "one_stop_shop_records",
      law: "Records of the VAT special schemes are kept for 10 years from the end of the calendar year of the transaction.",
      citation: "AVL (1501/1993) chapter 12 a",
      instead: "The ledger does not tell which vouchers these are: they are here for as long as other vouchers only.",
    },
  ],
};
