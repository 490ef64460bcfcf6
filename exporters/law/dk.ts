import { europeanRules, otherData } from "./europe.ts";
import { allBut } from "./all-but.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-22";

/** Denmark: Bogføringsloven (700/2022), five years from the end of the financial year. Read in guides to the act. */
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
      citation: "Bogføringsloven § 12",
      reviewedOn,
      note: "Read in guides to the act, not in the act itself.",
    },
    ...europeanRules("dk.eu", reviewedOn),
    {
      id: "dk.practice.records",
      class: "5 years",
      materials: ["working_time_records", "holiday_records"],
      years: 5,
      start: "end_of_calendar_year_of_day",
      dueYearsLater: 1,
      citation: "Lov om gennemførelse af dele af arbejdstidsdirektivet § 4; bogføringsloven § 12",
      reviewedOn,
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
