import { otherData } from "./europe.ts";
import type { NotCarried } from "./types.ts";

/** Finland: what the law names and no archive of this service carries, or the other one does. */
export const finlandNotCarried: readonly NotCarried[] = [
  {
    part: "books",
    material: "payroll",
    law: "Payroll accounting is kept for 10 years from the end of the financial year.",
    citation: "OVML (768/2016) 28.3 §",
    instead: "It is handed over by itself, because other people may read it.",
  },
  {
    part: "payroll",
    material: "books",
    law: "Ledgers and financial statements are kept for 10 years, vouchers for 6.",
    citation: "KPL 2:10",
    instead: "They are handed over by themselves.",
  },
  {
    part: "books",
    material: "transfer_pricing",
    law: "Transfer-pricing documentation has no period of its own and is taken as other accounting material: 6 years.",
    citation: "VML (1558/1995) 14 a-14 c §; KPL 2:10.2",
    instead: "The company draws it up outside its books, and has it.",
  },
  {
    part: "books",
    material: "sector_rules",
    law: "A decree on structural funds or the rules of a trade may ask for more than the Accounting Act.",
    citation: "KPL 2:10.4",
    instead: "Vouchers marked in the ledger are kept longer; for the rest, the company knows its own duties.",
  },
  {
    part: "payroll",
    material: "shift_rosters",
    law: "Shift rosters are kept as working-time records unless the records show them.",
    citation: "Työaikalaki (872/2019) 30 §, 32 §",
    instead: "Rosters are not in the ledger: ask for them from the system that made them.",
  },
  {
    part: "payroll",
    material: "driver_logs",
    law: "A driver's personal log is kept for a year.",
    citation: "Työaikalaki (872/2019) 31 §",
    instead: "Logs are not in the ledger: the employer has them.",
  },
  {
    part: "payroll",
    material: "pension_insurance",
    law: "The pension institution keeps the insurance's documents for its term and 10 calendar years; the employer has no period of its own.",
    citation: "TyEL (395/2006) 218 §",
    instead: "Contributions are in the payroll ledger; the insurance's documents are at the pension institution.",
  },
  {
    part: "payroll",
    material: "incomes_register",
    law: "The register keeps reports for 10 years from the start of the year after they were stored.",
    citation: "Laki tulotietojärjestelmästä (53/2018) 18 §",
    instead: "Reports that were stored in the ledger are here; the register has its own copy.",
  },
  otherData,
];
