import { europeanRules, otherData } from "./europe.ts";
import { allBut } from "./all-but.ts";
import { inStatute } from "./source.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-23";
/** Skatteförfarandeförordning as amended by 2026:307. */
const taxProcedure = inStatute("2026-05-01");

/**
 * Sweden: Bokföringslag (1999:1078) chapter 7 section 2 as amended by 2024:342, one period for all accounting information;
 * Skatteförfarandeförordning (2011:1261) chapter 9 sections 1 and 8 for what backs taxes; working-time records by AFS 1982:17
 * section 4 as amended by AFS 2000:9.
 */
export const sweden: LawPack = {
  country: "SE",
  law: "Bokföringslag (1999:1078)",
  reviewedOn,
  rules: [
    {
      id: "se.bfl.7-2",
      class: "7 years",
      materials: allBut(
        "vat_returns",
        "vat_return_documents",
        "employer_returns",
        "employer_return_documents",
        "construction_reports",
      ),
      years: 7,
      start: "end_of_calendar_year_of_financial_year_end",
      citation: "BFL 7 kap. 2 §",
      source: inStatute("2024-07-01"),
      note: "Through the seventh year after the end of the calendar year in which the financial year ended.",
    },
    {
      id: "se.sff.9-1",
      class: "7 years",
      materials: [
        "vat_returns",
        "vat_return_documents",
        "employer_returns",
        "employer_return_documents",
        "construction_reports",
      ],
      years: 7,
      start: "end_of_calendar_year_of_financial_year_end",
      citation: "Skatteförfarandeförordning (2011:1261) 9 kap. 1 §",
      source: taxProcedure,
      note: "Material behind tax returns, kept as long as the books that they are drawn from.",
    },
    {
      id: "se.sff.9-1.adjustment",
      class: "16 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "real_estate_investment",
      years: 16,
      start: "end_of_calendar_year_of_days_financial_year",
      citation:
        "Skatteförfarandeförordning (2011:1261) 9 kap. 1 § andra stycket; mervärdesskattelag (2023:200) 15 kap. 10-11 §§",
      source: taxProcedure,
      note: "Seven years after the end of the calendar year in which the adjustment period ran out: ten financial years with the one in which it began.",
    },
    {
      id: "se.sff.9-8",
      class: "7 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "investment_gold",
      years: 7,
      start: "end_of_calendar_year_of_day",
      citation: "Skatteförfarandeförordning (2011:1261) 9 kap. 8 §",
      source: taxProcedure,
      note: "Seven years after the end of the calendar year in which the delivery was documented.",
    },
    ...europeanRules("se.eu"),
    {
      id: "se.afs.1982-17",
      class: "2 years",
      materials: ["working_time_records"],
      years: 2,
      start: "end_of_calendar_year_of_day",
      citation: "Arbetstidslag (1982:673) 11 §; AFS 1982:17 4 §",
      source: inStatute("2001-01-01"),
      note: "The calendar year of the hours and the two that follow. The authority regrouped its rules in 2025; the period was read in the earlier text.",
    },
    {
      id: "se.practice.holidays",
      class: "2 years",
      materials: ["holiday_records"],
      years: 2,
      start: "end_of_calendar_year_of_day",
      dueYearsLater: 1,
      citation: "Semesterlag (1977:480) 33 §",
      source: inStatute("2011-03-01"),
      practice: true,
      note: "Practice, longer than law: no act names a period; a claim ends two years after the holiday year in which the holiday was due.",
    },
  ],
  notCarried: [
    {
      part: "books",
      material: "payroll",
      law: "Payroll that is accounting information is kept for 7 years.",
      citation: "BFL 7 kap. 2 §",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      part: "payroll",
      material: "books",
      law: "Accounting information is kept for 7 years.",
      citation: "BFL 7 kap. 2 §",
      instead: "The books are handed over by themselves.",
    },
    {
      part: "books",
      material: "processing_history",
      law: "System documentation and processing history are accounting information too.",
      citation: "BFL 5 kap. 11 §",
      instead: "The list of ledgers and materials says how the books were kept; the rest is at the service provider.",
    },
    {
      part: "books",
      material: "investment_goods",
      law: "What adjusts the VAT of machines and the like is kept for 7 years after their adjustment period of 5 years.",
      citation: "Skatteförfarandeförordning (2011:1261) 9 kap. 1 § andra stycket",
      instead: "The ledger does not tell which vouchers those are: an officer can keep them longer, with a reason.",
    },
    {
      part: "books",
      material: "top_up_tax",
      law: "What backs the top-up tax of large groups is kept for 11 years.",
      citation: "Skatteförfarandeförordning (2011:1261) 9 kap. 1 § tredje stycket",
      instead: "The company draws it up outside its books, and has it.",
    },
    otherData,
  ],
};
