import type { Day } from "./calendar.ts";
import type { BookDocument } from "./company-books.ts";
import type { Payslip } from "./payroll.ts";
import { holidayPdf, payslipPdf, workingTimePdf } from "./payroll-papers.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";
import type { HolidayEntry, WorkedHours } from "./working-time.ts";

function groups<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group) group.push(item);
    else found.set(key, [item]);
  }
  return [...found.values()];
}

/** Each payslip with its file: one a month where the company keeps each paper by itself, else one a calendar year. */
export function payslipDocuments(
  spec: CompanySpec,
  payslips: readonly Payslip[],
): (Payslip & { document: BookDocument })[] {
  const periodOf = ({ paidOn }: Payslip) => paidOn.slice(0, spec.attachments === "each" ? 7 : 4);
  return groups(payslips, (slip) => `${slip.employee.number} ${periodOf(slip)}`).flatMap((slips) => {
    const { employee } = slips[0]!;
    const period = periodOf(slips[0]!);
    const paper = payslipPdf(spec, period, slips);
    const recordYear = Number(period.slice(0, 4));
    const document: BookDocument = { ...paper, kind: "payslip", voucherSeqs: [], employee, recordYear };
    return slips.map((slip) => ({ ...slip, document }));
  });
}

/** Records of working time and holidays as files, with the financial year in which their own year ends or is under way. */
export function recordDocuments(
  spec: CompanySpec,
  year: FinancialYear,
  workingTime: readonly WorkedHours[],
  holidays: readonly HolidayEntry[],
): BookDocument[] {
  const lastYear = spec.years.at(-1)!;
  const belongs = (endsOn: Day) =>
    (year.startsOn <= endsOn && endsOn <= year.endsOn) || (year === lastYear && endsOn > lastYear.endsOn);
  const hours = groups(
    workingTime.filter(({ workedOn }) => belongs(`${workedOn.slice(0, 4)}-12-31`)),
    ({ employee, workedOn }) => `${employee.number} ${workedOn.slice(0, 4)}`,
  );
  const credits = groups(
    holidays.filter(({ creditYearEndsOn }) => belongs(creditYearEndsOn)),
    ({ employee, creditYearEndsOn }) => `${employee.number} ${creditYearEndsOn}`,
  );
  return [
    ...hours.map((of): BookDocument => {
      const { employee, workedOn } = of[0]!;
      const recordYear = Number(workedOn.slice(0, 4));
      const paper = workingTimePdf(spec, recordYear, of);
      return { ...paper, kind: "working_time_record", voucherSeqs: [], employee, recordYear };
    }),
    ...credits.map((of): BookDocument => {
      const { employee, creditYearEndsOn } = of[0]!;
      const recordYear = Number(creditYearEndsOn.slice(0, 4));
      return { ...holidayPdf(spec, of), kind: "holiday_record", voucherSeqs: [], employee, recordYear };
    }),
  ];
}
