import { type Day, dayOfMonth, finnishDay, type Period, TODAY } from "./calendar.ts";
import { credit, debit, type Entry } from "./entries.ts";
import { decimal, printed, share } from "./money.ts";
import { payrollPdf } from "./payroll-papers.ts";
import type { Random } from "./random.ts";
import type { CompanySpec } from "./spec.ts";

export type Employee = {
  number: string;
  name: string;
  employedFrom: Day;
  employedUntil: Day | null;
  monthlyPay: bigint;
  withholding: bigint;
};

export type Payslip = {
  employee: Employee;
  /** The month that is paid. */
  period: Period;
  paidOn: Day;
  gross: bigint;
  withheldTax: bigint;
  /** The employee's share of pension and unemployment insurance: why gross less tax is more than net. */
  contributions: bigint;
  net: bigint;
};

/** What is told to the tax authority of a month's pay. */
export type EmployerReturn = { period: Period; filedOn: Day; figures: Record<string, string> };

const NAMES = [
  "Aada Keksitty",
  "Eino Olematon",
  "Helmi Kuviteltu",
  "Onni Haave",
  "Aino Taru",
  "Väinö Satu",
  "Lempi Loru",
];

export function makeEmployees(random: Random, spec: CompanySpec): Employee[] {
  const first = spec.years[0]!;
  const last = spec.years[spec.years.length - 1]!;
  return Array.from({ length: spec.employees }, (_, i) => ({
    number: String(i + 1),
    name: `${NAMES[i % NAMES.length]} ${i + 1} (${spec.tag})`,
    employedFrom: first.startsOn,
    // The second one has left: payroll of a person who is gone must still be in the archive.
    employedUntil: i === 1 ? dayOfMonth(last.startsOn, -14, 0) : null,
    monthlyPay: random.cents(220_000, 460_000),
    withholding: BigInt(random.int(120, 300)) * 100n,
  }));
}

/** Shares in thousandths of a per cent; fixed over the years so that each payslip can be checked by hand. */
const EMPLOYEE_CONTRIBUTIONS = 7_940n;
const EMPLOYER_PENSION = 17_390n;
const EMPLOYER_HEALTH = 1_870n;

/** Of the employee's contributions; what is left of them is the unemployment insurance. */
const EMPLOYEE_PENSION = 7_150n;

export type PayslipLine = {
  kind: "pay" | "tax" | "employee_contribution" | "employer_contribution";
  name: string;
  quantity: string | null;
  unitPrice: bigint | null;
  /** Always positive: the kind says whether it is paid, withheld or the employer's own. */
  amount: bigint;
};

/** What a payslip is made of: pay - tax - employee contributions = net. */
export function payslipLines({ employee, period, gross, withheldTax, contributions }: Payslip): PayslipLine[] {
  const line = (kind: PayslipLine["kind"], name: string, amount: bigint): PayslipLine => ({
    kind,
    name,
    quantity: null,
    unitPrice: null,
    amount,
  });
  const pension = share(gross, EMPLOYEE_PENSION);
  const holiday = period.startsOn.slice(5, 7) === "07";
  return [
    {
      ...line("pay", holiday ? "Loma-ajan palkka" : "Kuukausipalkka", gross),
      quantity: "1",
      unitPrice: employee.monthlyPay,
    },
    line("tax", `Ennakonpidätys ${printed(employee.withholding / 10n)} %`, withheldTax),
    line("employee_contribution", "Työntekijän työeläkemaksu 7,15 %", pension),
    line("employee_contribution", "Työttömyysvakuutusmaksu 0,79 %", contributions - pension),
    line("employer_contribution", "Työnantajan työeläkemaksu 17,39 %", share(gross, EMPLOYER_PENSION)),
    line("employer_contribution", "Työnantajan sairausvakuutusmaksu 1,87 %", share(gross, EMPLOYER_HEALTH)),
  ];
}

/** Pay of one month on the 25th, and the taxes and contributions paid out the month after. */
export function payrollOfMonth(
  spec: CompanySpec,
  employees: Employee[],
  month: Period,
  book: (entry: Entry) => void,
): { payslips: Payslip[]; employerReturn: EmployerReturn | null } {
  const paidOn = dayOfMonth(month.startsOn, 0, 25);
  const present = employees.filter((e) => !e.employedUntil || e.employedUntil >= month.endsOn);
  if (paidOn > TODAY || present.length === 0) return { payslips: [], employerReturn: null };
  const payslips = present.map((employee): Payslip => {
    const gross = employee.monthlyPay;
    const withheldTax = share(gross, employee.withholding);
    const contributions = share(gross, EMPLOYEE_CONTRIBUTIONS);
    return {
      employee,
      period: month,
      paidOn,
      gross,
      withheldTax,
      contributions,
      net: gross - withheldTax - contributions,
    };
  });
  const sum = (of: (p: Payslip) => bigint) => payslips.reduce((total, p) => total + of(p), 0n);
  const [gross, tax, own, net] = [
    sum((p) => p.gross),
    sum((p) => p.withheldTax),
    sum((p) => p.contributions),
    sum((p) => p.net),
  ];
  const pension = share(gross, EMPLOYER_PENSION);
  const health = share(gross, EMPLOYER_HEALTH);
  book({
    date: paidOn,
    series: "PA",
    kind: "payroll",
    text: `Palkat ${finnishDay(month.startsOn)}-${finnishDay(month.endsOn)} (${spec.tag})`,
    lines: [
      debit("5000", gross, { text: "Bruttopalkat", dimensions: [["KP", "300"]] }),
      debit("6100", pension, { text: "Työnantajan osuus", dimensions: [["KP", "300"]] }),
      debit("6300", health, { dimensions: [["KP", "300"]] }),
      credit("2921", tax),
      credit("2925", own + pension),
      credit("2923", health),
      credit("1910", net, { text: "Nettopalkat" }),
    ],
    papers: spec.attachments === "each" ? (voucher) => [payrollPdf({ spec, month, payslips, voucher })] : null,
  });
  const taxesPaidOn = dayOfMonth(month.startsOn, 1, 12);
  const pensionPaidOn = dayOfMonth(month.startsOn, 1, 20);
  if (taxesPaidOn <= TODAY) {
    const lines = [debit("2921", tax), debit("2923", health), credit("1910", tax + health)];
    book({
      date: taxesPaidOn,
      series: "PT",
      kind: "bank",
      text: `Oma-aloitteiset verot (${spec.tag})`,
      lines,
      papers: null,
    });
  }
  if (pensionPaidOn <= TODAY) {
    const lines = [debit("2925", own + pension), credit("1910", own + pension)];
    book({ date: pensionPaidOn, series: "PT", kind: "bank", text: `Työeläkemaksu (${spec.tag})`, lines, papers: null });
  }
  const figures = { "601": decimal(gross), "602": decimal(tax), "605": decimal(health) };
  return {
    payslips,
    employerReturn: taxesPaidOn <= TODAY ? { period: month, filedOn: taxesPaidOn, figures } : null,
  };
}
