import { europeanRules, otherData } from "./europe.ts";
import { allBut } from "./all-but.ts";
import { inGuide } from "./source.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-23";
/** Guides that give the section subsection by subsection. */
const guides = inGuide("2021-01-22");

/**
 * Estonia: Raamatupidamise seadus section 12: seven years from the end of the financial year in which the source document was
 * recorded, machine-processable and readable as plain text all the time.
 */
export const estonia: LawPack = {
  country: "EE",
  law: "Raamatupidamise seadus",
  reviewedOn,
  rules: [
    {
      id: "ee.rps.12",
      class: "7 years",
      materials: allBut("agreements"),
      years: 7,
      start: "end_of_financial_year",
      citation: "RPS § 12 lg 1-2, 5; KMS § 36 lg 1",
      source: guides,
    },
    {
      id: "ee.rps.12.contracts",
      class: "7 years",
      materials: ["agreements"],
      years: 7,
      start: "end_of_financial_year",
      citation: "RPS § 12 lg 3",
      source: guides,
      note: "Contracts on long-term rights are kept for seven years after they end: the ledger does not tell that day, and an officer can keep them longer.",
    },
    {
      id: "ee.practice.real-estate",
      class: "17 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "real_estate_investment",
      years: 17,
      start: "end_of_calendar_year_of_day",
      citation: "KMS § 32 lg 4¹; RPS § 12 lg 1",
      source: inGuide("2020-09-07"),
      practice: true,
      note: "Practice, longer than law: VAT is adjusted for ten calendar years with the first one, and what proves the last one is kept for seven years from the end of a financial year that may end in the next.",
    },
    ...europeanRules("ee.eu"),
    {
      id: "ee.practice.records",
      class: "7 years",
      materials: ["working_time_records", "holiday_records"],
      years: 7,
      start: "end_of_calendar_year_of_day",
      citation: "RPS § 12",
      source: guides,
      practice: true,
      note: "Practice, longer than law: kept as the source documents of wages, counted from the calendar year's end.",
    },
  ],
  notCarried: [
    {
      part: "books",
      material: "payroll",
      law: "Payroll accounting is kept for 7 years.",
      citation: "RPS § 12",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      part: "payroll",
      material: "books",
      law: "Accounting documents are kept for 7 years.",
      citation: "RPS § 12",
      instead: "The books are handed over by themselves.",
    },
    {
      part: "payroll",
      material: "employment_contracts",
      law: "An employment contract's terms are kept for 10 years after it ends.",
      citation: "TLS § 5 lg 5",
      instead: "Contracts are not in the ledger: the employer has them.",
    },
    otherData,
  ],
};
