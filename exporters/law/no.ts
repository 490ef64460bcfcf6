import { otherData } from "./europe.ts";
import { allBut } from "./all-but.ts";
import { inGuide, inStatute } from "./source.ts";
import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-23";
const act = inStatute("2026-04-13");
/** The tax administration's announcement of the regulation as amended from 2015. */
const announcement = inGuide("2015-01-01");

/**
 * Norway: Bokføringsloven (2004-11-19-73) section 13: items 1-4 (primary documentation) five years, items 5-8 (secondary
 * documentation) three years and six months, both after the end of the financial year; Bokføringsforskriften
 * (2004-12-01-1558) for building projects and for real property under the VAT adjustment rules.
 */
export const norway: LawPack = {
  country: "NO",
  law: "Bokføringsloven (LOV-2004-11-19-73)",
  reviewedOn,
  rules: [
    {
      id: "no.bokfl.13.primary",
      class: "5 years",
      materials: allBut("correspondence", "agreements"),
      years: 5,
      start: "end_of_financial_year",
      citation: "Bokføringsloven § 13 (1) 1-4, (2)",
      source: act,
    },
    {
      id: "no.bokfl.13.secondary",
      class: "3.5 years",
      materials: ["agreements", "correspondence"],
      years: 3,
      months: 6,
      start: "end_of_financial_year",
      citation: "Bokføringsloven § 13 (1) 5-8, (2)",
      source: act,
      note: "Secondary documentation. What was attached to a voucher is primary and stays with it.",
    },
    {
      id: "no.bokff.7-3",
      class: "10 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "real_estate_investment",
      years: 10,
      start: "end_of_financial_year",
      citation: "Bokføringsforskriften (FOR-2004-12-01-1558) § 7-3 (4); merverdiavgiftsloven § 9-1 (2) b",
      source: announcement,
      note: "Purchases for building or rebuilding real property under the adjustment rules, from the end of the voucher's financial year.",
    },
    {
      id: "no.bokff.8-1-5",
      class: "10 years",
      materials: ["vouchers", "voucher_documents"],
      basis: "construction_site",
      years: 10,
      start: "end_of_financial_year",
      citation: "Bokføringsforskriften (FOR-2004-12-01-1558) §§ 8-1-4, 8-1-5",
      source: announcement,
      note: "Project accounts of building and construction and what documents them, from the end of the voucher's financial year.",
    },
    {
      id: "no.practice.records",
      class: "5 years",
      materials: ["working_time_records", "holiday_records"],
      years: 5,
      start: "end_of_calendar_year_of_day",
      citation: "Bokføringsloven § 13 (1) 3",
      source: act,
      practice: true,
      note: "Practice, longer than law: wages are computed from them, which makes them documentation of what was booked; counted from the calendar year's end, the later one for years that end earlier.",
    },
  ],
  notCarried: [
    {
      part: "books",
      material: "payroll",
      law: "Payroll specifications are primary documentation and are kept for 5 years.",
      citation: "Bokføringsloven § 13",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      part: "payroll",
      material: "books",
      law: "The specifications of the books and their documentation are kept for 5 years.",
      citation: "Bokføringsloven § 13",
      instead: "They are handed over by themselves.",
    },
    {
      part: "books",
      material: "packing_slips",
      law: "Outgoing packing slips and price lists are kept for 3 years and 6 months.",
      citation: "Bokføringsloven § 13 (1) 7-8",
      instead: "Only what was attached to a voucher is here.",
    },
    {
      part: "books",
      material: "sector_rules",
      law: "Banks keep customer and supplier specifications for 10 years, petroleum companies theirs for 15.",
      citation: "Bokføringsforskriften (FOR-2004-12-01-1558)",
      instead: "The ledger does not tell a company's trade: an officer can keep them longer, with a reason.",
    },
    otherData,
  ],
};
