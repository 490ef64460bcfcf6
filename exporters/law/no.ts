import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-22";

/**
 * Norway: Bokføringsloven (2004-11-19-73) section 13: items 1-4 (primary documentation) five years, items 5-8
 * (secondary documentation) three years and six months, both after the end of the financial year.
 * Everything that this archive carries is primary documentation.
 */
export const norway: LawPack = {
  country: "NO",
  law: "Bokføringsloven (LOV-2004-11-19-73)",
  reviewedOn,
  rules: [
    {
      id: "no.bokfl.13.primary",
      class: "5 years",
      materials: [
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
        "voucher_series",
        "receivables_ledger",
        "payables_ledger",
        "fixed_asset_register",
        "sustainability_data",
        "notes_specifications",
        "vat_returns",
        "employer_returns",
        "inventory",
        "construction_reports",
        "payroll_ledger",
        "payslips",
        "payroll_documents",
        "correspondence",
        "agreements",
      ],
      years: 5,
      start: "end_of_financial_year",
      citation: "Bokføringsloven § 13",
      reviewedOn,
    },
    {
      id: "no.bokfl.13.secondary",
      class: "3.5 years",
      materials: [],
      years: 3,
      months: 6,
      start: "end_of_financial_year",
      citation: "Bokføringsloven § 13",
      reviewedOn,
      note: "Agreements, correspondence, packing slips and price lists: none of them is in this archive.",
    },
    {
      id: "no.bokfl.13.records",
      class: "5 years",
      materials: ["working_time_records", "holiday_records"],
      years: 5,
      start: "end_of_calendar_year_of_day",
      citation: "Bokføringsloven § 13 (1) 3",
      reviewedOn,
      practice: true,
      note: "Wages are computed from them, which makes them documentation of what was booked; counted from the calendar year's end, which is the later one for years that end earlier.",
    },
  ],
  notCarried: [
    {
      material: "payroll",
      law: "Payroll specifications are primary documentation and are kept for 5 years.",
      citation: "Bokføringsloven § 13",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      material: "sub_ledgers",
      law: "Customer and supplier specifications are primary documentation and are kept for 5 years.",
      citation: "Bokføringsloven § 13; bokføringsforskriften § 3-1",
      instead: "Their entries are in the journal with the customer or supplier; open-item reports are not here.",
    },
    {
      material: "tax_return_figures",
      law: "Specifications of mandatory reporting are primary documentation and are kept for 5 years.",
      citation: "Bokføringsloven § 5, § 13",
      instead: "Returns are here as the documents that were filed; their figures by field are at Skatteetaten.",
    },
    {
      material: "correspondence",
      law: "Correspondence that adds to booked information is kept for 3 years and 6 months.",
      citation: "Bokføringsloven § 13",
      instead: "Only what was attached to a voucher is here.",
    },
    {
      material: "agreements",
      law: "Agreements on the business are kept for 3 years and 6 months.",
      citation: "Bokføringsloven § 13",
      instead: "Only what was attached to a voucher is here.",
    },
  ],
};
