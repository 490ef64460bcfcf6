import type { ControlTotals } from "./control-totals.ts";
import { type CsvReader, csvReader } from "./csv-reader.ts";
import { comparePayslips, PAYSLIPS, type PayslipSums, payslipSums } from "./payslip-sums.ts";
import type { Problems } from "./problems.ts";

/** data/<start>_<end>/<file>, as far as it is CSV. */
const YEAR_FILE = /^data\/(\d{4}-\d{2}-\d{2}_\d{4}-\d{2}-\d{2})\/(.+\.csv)$/;
const JOURNAL = "ledger/journal.csv";
const VOUCHERS = "ledger/vouchers.csv";
/** Where every CSV is the archive's own; elsewhere one may be an original as it was received. */
const OWN = /^ledger\//;

type Journal = { vouchers: number; debit: bigint; credit: bigint };
type Year = { files: Map<string, CsvReader>; journal?: Journal; payslips?: PayslipSums };

/** Cents of a decimal with two places, or null. */
function cents(text: string): bigint | null {
  return /^-?\d{1,16}\.\d\d$/.test(text) ? BigInt(text.replace(".", "")) : null;
}

function decimal(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Counts the archive's own files again, as their bytes pass by, and compares them with what the archive says of itself. */
export function yearTotals() {
  const years = new Map<string, Year>();

  /** The journal's fields, and its vouchers told apart: by series and number, which are all that every journal has. */
  function journalReader(journal: Journal): CsvReader {
    const vouchers = new Set<string>();
    return csvReader(["voucher_series", "voucher_number", "date", "account", "debit", "credit"], (row) => {
      const debit = cents(row[4]!);
      const credit = cents(row[5]!);
      if (debit === null || credit === null) return "an amount is not a decimal with two places";
      journal.debit += debit;
      journal.credit += credit;
      vouchers.add(`${row[0]}\u0000${row[1]}`);
      journal.vouchers = vouchers.size;
      return null;
    });
  }

  return {
    tap(file: string): ((chunk: Buffer) => void) | undefined {
      const match = YEAR_FILE.exec(file);
      if (!match) return undefined;
      const year: Year = years.get(match[1]!) ?? { files: new Map() };
      years.set(match[1]!, year);
      let reader: CsvReader;
      if (match[2] === JOURNAL) {
        year.journal = { vouchers: 0, debit: 0n, credit: 0n };
        reader = journalReader(year.journal);
      } else if (match[2] === PAYSLIPS) {
        year.payslips = payslipSums();
        reader = year.payslips.reader;
      } else reader = csvReader([], () => null);
      year.files.set(match[2]!, reader);
      return reader.push;
    },
    compare(stated: ControlTotals, problems: Problems): void {
      const names = stated.years.map((year) => `${year.startsOn}_${year.endsOn}`);
      for (const [name, { files }] of years)
        if (!names.includes(name) && [...files.keys()].some((file) => OWN.test(file)))
          problems.error("year_differs", `data/${name}`, "The control totals do not have this year.");
      if (new Set(names).size !== names.length)
        problems.error("year_differs", "", "The control totals have a year twice.");
      for (const [i, year] of stated.years.entries())
        compareYear(year, `data/${names[i]}`, years.get(names[i]!) ?? { files: new Map() }, problems);
    },
  };
}

function compareYear(stated: ControlTotals["years"][number], folder: string, found: Year, problems: Problems) {
  const rows = new Map<string, number>();
  for (const [file, reader] of found.files) {
    const place = `${folder}/${file}`;
    if (!(file in stated.files) && !OWN.test(file)) continue;
    const end = reader.end();
    if (end.problem)
      problems.error("csv_syntax", `${place}:${end.problem.line}`, `In this record ${end.problem.message}.`);
    else rows.set(file, end.rows);
    if (!(file in stated.files)) problems.error("rows_differ", place, "The control totals do not have this file.");
  }
  for (const [file, expected] of Object.entries(stated.files)) {
    const place = `${folder}/${file}`;
    if (!file.endsWith(".csv")) continue;
    if (!found.files.has(file))
      problems.error("rows_differ", place, `The control totals have it with ${expected} rows; it is not there.`);
    else if (rows.has(file) && rows.get(file) !== expected)
      problems.error("rows_differ", place, `It has ${rows.get(file)} rows; the control totals say ${expected}.`);
  }
  comparePayslips(stated.payroll, folder, found.payslips, rows.get(PAYSLIPS), problems);
  const vouchers = rows.get(VOUCHERS);
  const kept = stated.keptVouchers ?? stated.vouchers;
  if (vouchers !== undefined && vouchers !== kept)
    problems.error("vouchers_differ", folder, `There are ${vouchers} vouchers; the control totals say ${kept}.`);
  const { journal } = found;
  const lines = rows.get(JOURNAL);
  if (!journal || lines === undefined) return;
  if (lines !== stated.lines)
    problems.error("rows_differ", folder, `The journal has ${lines} lines; the control totals say ${stated.lines}.`);
  // A voucher may have no lines, and two may have one number: fewer in the journal is no contradiction, more is.
  if (journal.vouchers > stated.vouchers)
    problems.error(
      "vouchers_differ",
      folder,
      `The journal has ${journal.vouchers} vouchers; the control totals say ${stated.vouchers}.`,
    );
  if (decimal(journal.debit) !== stated.debit)
    problems.error(
      "debit_differs",
      folder,
      `The journal's debit is ${decimal(journal.debit)}; the control totals say ${stated.debit}.`,
    );
  if (decimal(journal.credit) !== stated.credit)
    problems.error(
      "credit_differs",
      folder,
      `The journal's credit is ${decimal(journal.credit)}; the control totals say ${stated.credit}.`,
    );
}
