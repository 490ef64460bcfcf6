import type { CompanyBooks, YearBooks } from "./company-books.ts";
import { type Cell, copyLine } from "./copy-into.ts";
import { SERIES_NAMES } from "./entries.ts";
import { decimal } from "./money.ts";
import { payslipLines } from "./payroll.ts";
import { stableUuid } from "./random.ts";

export type TableRows = { table: string; columns: string[]; lines: Iterable<string> };

export const table = (name: string, columns: string, rows: Cell[][]): TableRows => ({
  table: name,
  columns: columns.split(" "),
  lines: rows.map(copyLine),
});

export const yearId = (books: Pick<CompanyBooks, "spec">, { year }: YearBooks) =>
  stableUuid("financial year", books.spec.businessId, year.endsOn);

/** Voucher series and fixed assets. */
export function* registerRows(books: CompanyBooks, company: string): Generator<TableRows> {
  const { assets, years } = books;
  yield table(
    "voucher_series",
    "company_id financial_year_id code name",
    years.flatMap((year) =>
      Object.entries(SERIES_NAMES)
        .filter(([code]) => year.vouchers.some((voucher) => voucher.series === code))
        .map(([code, name]) => [company, yearId(books, year), code, name]),
    ),
  );
  yield table(
    "fixed_assets",
    "company_id number name account_number acquired_on acquisition_cost method disposed_on disposal_price",
    assets.map((asset) => [
      company,
      asset.number,
      asset.name,
      "1160",
      asset.acquiredOn,
      decimal(asset.cost),
      "menojäännös 25 %",
      asset.disposedOn,
      asset.disposalPrice === null ? null : decimal(asset.disposalPrice),
    ]),
  );
  yield table(
    "fixed_asset_years",
    "company_id financial_year_id asset_number opening_value additions disposals depreciation closing_value",
    years.flatMap((year) =>
      year.assets.map((row) => [
        company,
        yearId(books, year),
        row.asset.number,
        decimal(row.opening),
        decimal(row.additions),
        decimal(row.disposals),
        decimal(row.depreciation),
        decimal(row.closing),
      ]),
    ),
  );
}

/** Needs the vouchers. */
export function markRows(books: CompanyBooks, company: string): TableRows {
  return table(
    "retention_marks",
    "company_id financial_year_id voucher_seq basis starts_on subject",
    books.years.flatMap((year) =>
      year.marks.map((mark) => [company, yearId(books, year), mark.seq, mark.basis, mark.startsOn, mark.subject]),
    ),
  );
}

const hundredths = (amount: number) => (amount / 100).toFixed(2);

/** What payslips are made of, hours and holidays. Needs employees and payslips. */
export function* payrollRows({ years, workingTime, holidays }: CompanyBooks, company: string): Generator<TableRows> {
  yield table(
    "payslip_lines",
    "company_id employee_number paid_on line_no kind name quantity unit_price amount",
    years.flatMap(({ payslips }) =>
      payslips.flatMap((slip) =>
        payslipLines(slip).map((line, i): Cell[] => [
          company,
          slip.employee.number,
          slip.paidOn,
          i + 1,
          line.kind,
          line.name,
          line.quantity,
          line.unitPrice === null ? null : decimal(line.unitPrice),
          decimal(line.amount),
        ]),
      ),
    ),
  );
  yield table(
    "working_time",
    "company_id employee_number worked_on kind hours",
    workingTime.map((w) => [company, w.employee.number, w.workedOn, w.kind, hundredths(w.hundredths)]),
  );
  yield table(
    "holidays",
    "company_id employee_number credit_year_ends_on entry_no kind starts_on ends_on days pay",
    holidays.map((h) => [
      company,
      h.employee.number,
      h.creditYearEndsOn,
      h.entryNo,
      h.kind,
      h.startsOn,
      h.endsOn,
      hundredths(h.hundredths),
      h.pay === null ? null : decimal(h.pay),
    ]),
  );
}
