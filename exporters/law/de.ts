import { europeanRules, otherData } from "./europe.ts";
import { inGuide, inStatute } from "./source.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-23";
const taxCode = inStatute("2025-01-01");
/** What begins with each document can only be counted for a whole year from the last of them. */
const EACH_ITS_OWN_YEAR =
  "Practice, longer than law: the years run from the end of the calendar year in which each document came into being; a year's last ones do when its statements are drawn up, and all are counted from then. It does not end before the tax can no longer be assessed.";

/**
 * Germany: AO § 147(3)-(4) as amended by the fourth act against bureaucracy (BEG IV): ten years for books, eight for booking
 * vouchers (for periods not over on 31 December 2024, EGAO Article 97 § 19a), six for letters and the rest. HGB § 257(4)-(5)
 * and, for invoices, UStG § 14b say the same. Sub-ledgers, payroll's among them, are books.
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
        "payroll_ledger",
      ],
      years: 10,
      start: "end_of_calendar_year_of_closing",
      citation: "AO § 147 Abs. 1 Nr. 1, Abs. 3-4; HGB § 257 Abs. 4-5",
      source: taxCode,
      note: "From the end of the calendar year in which the statements were drawn up or the last entry was made. It does not end before the tax can no longer be assessed.",
    },
    {
      id: "de.ao.147.vouchers",
      class: "8 years",
      materials: ["vouchers", "voucher_documents", "parties", "payslips", "payroll_documents"],
      years: 8,
      start: "end_of_calendar_year_of_closing",
      citation: "AO § 147 Abs. 1 Nr. 4, Abs. 3-4; HGB § 257 Abs. 4-5; UStG § 14b; EGAO Art. 97 § 19a",
      source: taxCode,
      practice: true,
      note: EACH_ITS_OWN_YEAR,
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
      start: "end_of_calendar_year_of_closing",
      citation: "AO § 147 Abs. 1 Nr. 2, 3 and 5, Abs. 3-4; HGB § 257 Abs. 4-5",
      source: taxCode,
      practice: true,
      note: EACH_ITS_OWN_YEAR,
    },
    {
      id: "de.practice.real-estate",
      class: "17 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "real_estate_investment",
      years: 17,
      start: "end_of_calendar_year_of_day",
      citation: "UStG § 15a Abs. 1; AO § 147 Abs. 3, § 169 Abs. 2, § 170 Abs. 2",
      source: inGuide("2024-07-01"),
      practice: true,
      note: "Practice, longer than law: VAT is adjusted for ten years from the first use, and the last year's tax can be assessed for up to seven more.",
    },
    ...europeanRules("de.eu"),
    {
      id: "de.practice.working-time",
      class: "2 years",
      materials: ["working_time_records"],
      years: 2,
      start: "end_of_calendar_year_of_day",
      citation: "ArbZG § 16 Abs. 2; MiLoG § 17",
      source: inGuide(),
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
      source: inGuide(),
      practice: true,
      note: "Practice, longer than law: no act names a period; claims lapse three years after the end of their year.",
    },
  ],
  notCarried: [
    {
      part: "books",
      material: "payroll",
      law: "The payroll ledger is kept for 10 years and payslips that back entries for 8.",
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
    {
      part: "books",
      material: "sector_rules",
      law: "Banks, insurers and securities firms keep vouchers for 10 years.",
      citation: "EGAO Art. 97 § 19a Abs. 3",
      instead: "The ledger does not tell a company's trade: an officer can keep them longer, with a reason.",
    },
    otherData,
  ],
};
