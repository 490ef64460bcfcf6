import { type Day, finnishDay, type Period } from "./calendar.ts";
import type { Paper } from "./entries.ts";
import { amountLine, pdfPaper } from "./invoice-papers.ts";
import { type Employee, type Payslip, payslipLines } from "./payroll.ts";
import type { CompanySpec } from "./spec.ts";
import type { HolidayEntry, WorkedHours } from "./working-time.ts";

type Payroll = { spec: CompanySpec; month: Period; payslips: Payslip[]; voucher: string };

export function payrollPdf({ spec, month, payslips, voucher }: Payroll): Paper {
  const name = month.startsOn.slice(0, 7);
  return pdfPaper(`palkkaerittely-${name}.pdf`, `Palkkaerittely ${name}`, [
    `${spec.name}  ${spec.businessId}`,
    `Palkkaerittely ${finnishDay(month.startsOn)}-${finnishDay(month.endsOn)}   Tosite ${voucher}`,
    "",
    ...payslips.flatMap((payslip) => [
      `${payslip.employee.number} ${payslip.employee.name}`,
      amountLine("  Bruttopalkka", payslip.gross),
      amountLine("  Ennakonpidätys", payslip.withheldTax),
      amountLine("  Työntekijän eläke- ja työttömyysvakuutusmaksu", payslip.contributions),
      amountLine("  Nettopalkka", payslip.net),
    ]),
  ]);
}

/**
 * The payslips of one employee in one file.
 * @param period in the file's name: a month, or a year
 */
export function payslipPdf(spec: CompanySpec, period: string, payslips: readonly Payslip[]): Paper {
  const { employee } = payslips[0]!;
  return pdfPaper(`palkkalaskelma-${period}-${employee.number}.pdf`, `Palkkalaskelma ${period}`, [
    `${spec.name}  ${spec.businessId}`,
    `Palkkalaskelma   ${employee.number} ${employee.name}`,
    ...payslips.flatMap((payslip) => [
      "",
      `Palkkakausi ${finnishDay(payslip.period.startsOn)}-${finnishDay(payslip.period.endsOn)}   Maksupäivä ${finnishDay(payslip.paidOn)}`,
      ...payslipLines(payslip)
        .filter(({ kind }) => kind !== "employer_contribution")
        .map(({ name, amount }) => amountLine(`  ${name}`, amount)),
      amountLine("  Maksetaan", payslip.net),
    ]),
  ]);
}

const hundredths = (amount: number) => (amount / 100).toFixed(2).replace(".", ",");

const heading = (spec: CompanySpec, title: string, employee: Employee) => [
  `${spec.name}  ${spec.businessId}`,
  `${title}   ${employee.number} ${employee.name}`,
  "",
];

const HOUR_KINDS: Record<WorkedHours["kind"], string> = {
  regular: "Säännöllinen työ",
  additional: "Lisätyö",
  overtime: "Ylityö",
  sunday: "Sunnuntaityö",
};

/** One employee's hours of a calendar year, by month and kind. */
export function workingTimePdf(spec: CompanySpec, year: number, hours: readonly WorkedHours[]): Paper {
  const { employee } = hours[0]!;
  const sums = new Map<string, number>();
  for (const { workedOn, kind, hundredths } of hours) {
    const key = `${workedOn.slice(5, 7)}/${year}  ${HOUR_KINDS[kind]}`;
    sums.set(key, (sums.get(key) ?? 0) + hundredths);
  }
  const title = `Työaikakirjanpito ${year}`;
  return pdfPaper(`tyoaikakirjanpito-${year}-${employee.number}.pdf`, title, [
    ...heading(spec, title, employee),
    ...[...sums].map(([key, sum]) => `${key.padEnd(40)}${hundredths(sum).padStart(10)} h`),
  ]);
}

const HOLIDAY_KINDS: Record<HolidayEntry["kind"], string> = {
  earned: "Ansaittu",
  taken: "Pidetty",
  paid_instead: "Lomakorvaus",
};

const days = (startsOn: Day | null, endsOn: Day | null) =>
  [startsOn, endsOn].map((day) => (day ? finnishDay(day) : "")).join("-");

/** One employee's holidays of a credit year. */
export function holidayPdf(spec: CompanySpec, entries: readonly HolidayEntry[]): Paper {
  const { employee, creditYearEndsOn } = entries[0]!;
  const title = `Vuosilomakirjanpito ${finnishDay(creditYearEndsOn)}`;
  return pdfPaper(`vuosilomakirjanpito-${creditYearEndsOn}-${employee.number}.pdf`, title, [
    ...heading(spec, title, employee),
    ...entries.map(
      (entry) =>
        `${HOLIDAY_KINDS[entry.kind].padEnd(14)}${(entry.startsOn ? days(entry.startsOn, entry.endsOn) : "").padEnd(26)}${hundredths(entry.hundredths).padStart(8)} pv`,
    ),
  ]);
}
