import { inStatute } from "./source.ts";
import type { RetentionRule } from "./types.ts";

/** Finland: what is kept per employee until the claims that it proves have lapsed. */
export const finlandPayroll: readonly RetentionRule[] = [
  {
    id: "fi.tyoaikalaki.32",
    class: "claim period",
    materials: ["working_time_records"],
    years: 2,
    start: "end_of_claim_period",
    citation: "Työaikalaki (872/2019) 32 §, 40 §",
    source: inStatute("2026-01-01"),
    note: "Two years from the end of the calendar year of the hours; when the employment ends before that, two years from its last day.",
  },
  {
    id: "fi.vuosilomalaki.29",
    class: "claim period",
    materials: ["holiday_records"],
    years: 2,
    start: "end_of_claim_period",
    dueYearsLater: 1,
    citation: "Vuosilomalaki (162/2005) 29 §, 34 §",
    source: inStatute("2025-01-31"),
    note: "The winter part of a credit year's holiday is due in the calendar year after it: two years from that year's end, or from the last day of employment. Holiday saved for later is due when it was agreed to be.",
  },
];
