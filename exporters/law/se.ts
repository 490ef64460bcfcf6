import type { LawPack } from "./types.ts";

const reviewedOn = "2026-11-22";

/** Sweden: Bokföringslag (1999:1078) chapter 7 section 2: one period for all accounting information. */
export const sweden: LawPack = {
  country: "SE",
  law: "Bokföringslag (1999:1078)",
  reviewedOn,
  rules: [
    {
      id: "se.bfl.7-2",
      class: "7 years",
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
      ],
      years: 7,
      start: "end_of_calendar_year_of_financial_year_end",
      citation: "BFL 7 kap. 2 §",
      reviewedOn,
      note: "Through the seventh year after the end of the calendar year in which the financial year ended.",
    },
  ],
  notCarried: [
    {
      material: "payroll",
      law: "Payroll that is accounting information is kept for 7 years.",
      citation: "BFL 7 kap. 2 §",
      instead: "It is handed over by itself, because other people may read it.",
    },
    {
      material: "sub_ledgers",
      law: "Sub-ledgers are accounting information and are kept for 7 years.",
      citation: "BFL 5 kap. 4 §, 7 kap. 2 §",
      instead: "Their entries are in the journal with the customer or supplier; open-item reports are not here.",
    },
    {
      material: "tax_return_figures",
      law: "Material behind tax returns is kept for 7 years.",
      citation: "Skatteförfarandeförordning (2011:1261) 9 kap. 1 §",
      instead: "Returns are here as the documents that were filed; their figures by field are at Skatteverket.",
    },
    {
      material: "inventory",
      law: "Inventory lists are accounting information and are kept for 7 years.",
      citation: "BFL 7 kap. 2 §",
      instead: "Only what was attached to a voucher is here.",
    },
    {
      material: "agreements",
      law: "Agreements that matter for understanding the business are kept for 7 years.",
      citation: "BFL 1 kap. 2 § 8, 7 kap. 2 §",
      instead: "Only what was attached to a voucher is here.",
    },
  ],
};
