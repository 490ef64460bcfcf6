import { europeanRules, otherData } from "./europe.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-22";

/**
 * Germany: HGB § 257(4) and AO § 147(3) as amended by the fourth act against bureaucracy (BEG IV): ten years for books, eight
 * for booking vouchers (for periods not over on 1 January 2025), six for letters and the rest. Read in guides to the acts.
 */
export const germany: LawPack = {
  country: "DE",
  law: "Handelsgesetzbuch § 257, Abgabenordnung § 147",
  reviewedOn,
  rules: [
    {
      id: "de.ao.147.books",
      class: "10 years",
      materials: [
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
        "inventory",
      ],
      years: 10,
      start: "end_of_calendar_year_of_closing",
      citation: "AO § 147 Abs. 1 Nr. 1, Abs. 3-4; HGB § 257 Abs. 4-5",
      reviewedOn,
      note: "From the end of the calendar year in which the statements were drawn up or the last entry was made. It does not end before the tax can no longer be assessed.",
    },
    {
      id: "de.ao.147.vouchers",
      class: "8 years",
      materials: ["vouchers", "voucher_documents", "parties", "payroll_ledger", "payslips", "payroll_documents"],
      years: 8,
      start: "end_of_calendar_year_of_financial_year_end",
      citation: "AO § 147 Abs. 1 Nr. 4, Abs. 3; HGB § 257 Abs. 4; UStG § 14b",
      reviewedOn,
      note: "Eight years since 1 January 2025. It does not end before the tax can no longer be assessed.",
    },
    {
      id: "de.ao.147.other",
      class: "6 years",
      materials: [
        "vat_returns",
        "vat_return_documents",
        "employer_returns",
        "employer_return_documents",
        "correspondence",
        "agreements",
        "construction_reports",
      ],
      years: 6,
      start: "end_of_calendar_year_of_financial_year_end",
      citation: "AO § 147 Abs. 1 Nr. 2, 3 and 5, Abs. 3; HGB § 257 Abs. 4",
      reviewedOn,
      note: "It does not end before the tax can no longer be assessed.",
    },
    ...europeanRules("de.eu", reviewedOn),
    {
      id: "de.practice.working-time",
      class: "2 years",
      materials: ["working_time_records"],
      years: 2,
      start: "end_of_calendar_year_of_day",
      citation: "ArbZG § 16 Abs. 2; MiLoG § 17",
      reviewedOn,
      practice: true,
      note: "Practice, longer than law: two years from the record, counted here from its calendar year's end.",
    },
    {
      id: "de.practice.holidays",
      class: "3 years",
      materials: ["holiday_records"],
      years: 3,
      start: "end_of_calendar_year_of_day",
      citation: "BGB §§ 195, 199",
      reviewedOn,
      practice: true,
      note: "Practice, longer than law: no act names a period; claims lapse three years after the end of their year.",
    },
  ],
  notCarried: [
    {
      part: "books",
      material: "payroll",
      law: "Payroll that backs entries is kept for 8 years.",
      citation: "AO § 147",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      part: "payroll",
      material: "books",
      law: "Books are kept for 10 years and vouchers for 8.",
      citation: "AO § 147",
      instead: "They are handed over by themselves.",
    },
    {
      part: "books",
      material: "data_access",
      law: "After a change of system the tax office may ask for machine access for 5 years, or data on a medium instead.",
      citation: "AO § 147 Abs. 6",
      instead: "The tables are here with a description that audit tools load; the service itself is not.",
    },
    otherData,
  ],
};
