import { europeanRules, otherData } from "./europe.ts";
import { allBut } from "./all-but.ts";
import { inGuide } from "./source.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-23";

/** Denmark: Bogføringsloven (700/2022), five years from the end of the financial year that the material is of. */
export const denmark: LawPack = {
  country: "DK",
  law: "Bogføringsloven (lov nr. 700 af 24/05/2022)",
  reviewedOn,
  rules: [
    {
      id: "dk.bogfl.12",
      class: "5 years",
      materials: allBut(),
      years: 5,
      start: "end_of_financial_year",
      citation: "Bogføringsloven § 12, stk. 1",
      source: inGuide("2024-03-04"),
    },
    {
      id: "dk.practice.real-estate",
      class: "15 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "real_estate_investment",
      years: 15,
      start: "end_of_calendar_year_of_days_financial_year",
      citation: "Momsloven §§ 43-44; bogføringsloven § 12, stk. 1",
      source: inGuide("2020-01-01"),
      practice: true,
      note: "Practice, longer than law: VAT is adjusted for ten financial years, and what proves the last one is kept for five more.",
    },
    ...europeanRules("dk.eu"),
    {
      id: "dk.practice.records",
      class: "5 years",
      materials: ["working_time_records", "holiday_records"],
      years: 5,
      start: "end_of_calendar_year_of_day",
      dueYearsLater: 1,
      citation: "Lov om gennemførelse af dele af arbejdstidsdirektivet § 4; bogføringsloven § 12",
      source: inGuide("2024-07-01"),
      practice: true,
      note: "Practice, longer than law: hours are kept for five years after the period over which a week's hours are averaged, which may run into the next calendar year.",
    },
  ],
  notCarried: [
    {
      part: "books",
      material: "payroll",
      law: "Payroll accounting is kept for 5 years.",
      citation: "Bogføringsloven § 12",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      part: "payroll",
      material: "books",
      law: "Accounting material is kept for 5 years.",
      citation: "Bogføringsloven § 12",
      instead: "The books are handed over by themselves.",
    },
    otherData,
  ],
};
