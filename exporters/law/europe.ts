import { inGuide, inStatute } from "./source.ts";
import type { NotCarried, RetentionRule } from "./types.ts";

/**
 * What Union law says wherever a company is: the records of the special schemes of VAT, and of aid from the Union's funds.
 * @param prefix of the rules' ids
 */
export const europeanRules = (prefix: string): RetentionRule[] => [
  {
    id: `${prefix}.oss`,
    class: "10 years",
    materials: ["vouchers", "voucher_documents"],
    basis: "one_stop_shop",
    years: 10,
    start: "end_of_calendar_year_of_day",
    citation: "Directive 2006/112/EC Articles 369, 369k and 369x; Regulation (EU) 282/2011 Article 63c",
    source: inStatute("2021-07-01"),
    note: "From the end of the calendar year of the transaction; to be given electronically on request.",
  },
  {
    id: `${prefix}.eu-aid`,
    class: "5 years from payment",
    materials: ["vouchers", "voucher_documents"],
    basis: "eu_aid",
    years: 5,
    start: "end_of_calendar_year_of_day",
    citation: "Regulation (EU) 2021/1060 Article 82(1)",
    source: inGuide(),
    note: "From the end of the calendar year in which the last payment was received; the aid's own terms may ask for more.",
  },
];

/** Said in every archive, so that nobody takes it for more than it is. */
export const otherData: NotCarried = {
  material: "all_other_data",
  law: "A customer who leaves a data processing service may have all the data that its use has brought about, not the accounting material alone.",
  citation: "Regulation (EU) 2023/2854 (Data Act) Articles 25 and 30",
  instead: "This archive is not that export: ask the service's customer service for it.",
};
