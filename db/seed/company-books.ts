import { addDays, monthsOf, type Period, quarterOf, TODAY } from "./calendar.ts";
import { chartOf, isBalanceSheet } from "./chart.ts";
import { addTo, type Balances, carryResult, closeYear, foundingEntry, openingBalances } from "./closing.ts";
import type { Entry, Paper, Series } from "./entries.ts";
import {
  balanceSpecificationPdf,
  financialStatementsPdf,
  managementReportPdf,
  vatReturnPdf,
} from "./financial-papers.ts";
import { collectionPdf } from "./invoice-papers.ts";
import { tradeOfMonth } from "./operations.ts";
import { makeParties, type Party } from "./parties.ts";
import { AssetRegister, type AssetYear, type FixedAsset } from "./fixed-assets.ts";
import { type OtherKind, otherPapers } from "./other-papers.ts";
import { payslipDocuments, recordDocuments } from "./payroll-documents.ts";
import { marksOf, type RetentionMark } from "./retention-marks.ts";
import { type HolidayEntry, holidaysOf, type WorkedHours, workingTimeOf } from "./working-time.ts";
import { type Employee, type EmployerReturn, makeEmployees, type Payslip, payrollOfMonth } from "./payroll.ts";
import { seededRandom } from "./random.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";
import { settleVat, VatCounter, type VatReturn, vatPeriodEnding } from "./vat-settlement.ts";

export type Voucher = Entry & { seq: number; number: string; postingDate: string };

export type DocumentKind =
  | "voucher"
  | "financial_statements"
  | "management_report"
  | "vat_return"
  | "balance_specification"
  | "payroll_report"
  | "payslip"
  | "working_time_record"
  | "holiday_record"
  | OtherKind;
export type BookDocument = Paper & {
  kind: DocumentKind;
  voucherSeqs: number[];
  title?: string;
  datedOn?: string;
  employee?: Employee;
  recordYear?: number;
};

export type YearBooks = {
  year: FinancialYear;
  opening: Balances;
  closing: Balances;
  vouchers: Voucher[];
  documents: BookDocument[];
  vatReturns: (VatReturn & { document: BookDocument })[];
  employerReturns: EmployerReturn[];
  payslips: (Payslip & { document: BookDocument })[];
  marks: RetentionMark[];
  assets: AssetYear[];
};

export type CompanyBooks = {
  spec: CompanySpec;
  parties: Party[];
  employees: Employee[];
  assets: FixedAsset[];
  workingTime: WorkedHours[];
  holidays: HolidayEntry[];
  years: YearBooks[];
};

const within =
  ({ startsOn, endsOn }: Period) =>
  (day: string) =>
    startsOn <= day && day <= endsOn;

/** Number, order and posting date for a year's entries; one number is left out where the company has a gap. */
function numberVouchers(spec: CompanySpec, year: FinancialYear, entries: Entry[]): Voucher[] {
  const counters = new Map<Series, number>();
  const next = (series: Series) => {
    let number = (counters.get(series) ?? 0) + 1;
    if (spec.gap?.series === series && spec.gap.yearEnds === year.endsOn && spec.gap.number === number) number++;
    counters.set(series, number);
    return String(number);
  };
  return entries
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((entry, i) => {
      const posted = addDays(entry.date, i % 5);
      // Nothing is posted after the demo set's today.
      const postingDate = posted <= TODAY ? posted : entry.date;
      return { ...entry, seq: i + 1, number: next(entry.series), postingDate };
    });
}

/** What is attached to payroll shows what each person earns. */
const kindOf = (series: Series): DocumentKind => (series === "PA" ? "payroll_report" : "voucher");

/** Own attachments, and for the vouchers that have none a collection by series and month or quarter, such as the bank statement. */
function voucherDocuments(spec: CompanySpec, year: FinancialYear, vouchers: Voucher[]): BookDocument[] {
  const documents: BookDocument[] = [];
  const collections = new Map<string, Voucher[]>();
  for (const voucher of vouchers) {
    for (const paper of voucher.papers?.(`${voucher.series} ${voucher.number}`) ?? []) {
      documents.push({ ...paper, kind: kindOf(voucher.series), voucherSeqs: [voucher.seq] });
    }
    if (voucher.papers || voucher.series === "MU") continue;
    const period = spec.attachments === "monthly" ? voucher.date.slice(0, 7) : quarterOf(voucher.date);
    const key = `${voucher.series} ${period}`;
    const collected = collections.get(key);
    if (collected) collected.push(voucher);
    else collections.set(key, [voucher]);
  }
  for (const [key, collected] of collections) {
    const paper = collectionPdf(spec, year, key, collected);
    documents.push({ ...paper, kind: kindOf(collected[0]!.series), voucherSeqs: collected.map((v) => v.seq) });
  }
  return documents;
}

/** All books of one demo company, worked out from its specification alone: the same every time. */
export function makeBooks(spec: CompanySpec): CompanyBooks {
  const random = seededRandom(`demo ledger ${spec.businessId}`);
  const { customers, suppliers } = makeParties(random, spec);
  const employees = makeEmployees(random, spec);
  const first = spec.years[0]!;
  const counter = new VatCounter();
  const entries: Entry[] = spec.foundedInFirstYear ? [foundingEntry(spec)] : [];
  const book = (entry: Entry) => {
    entries.push(entry);
    counter.add(entry);
  };
  let invoiceNumber = 1000;
  const trade = { spec, random, customers, suppliers, book, nextInvoiceNumber: () => ++invoiceNumber };
  const payslips: Payslip[] = [];
  const employerReturns: EmployerReturn[] = [];
  const vatReturns: VatReturn[] = [];
  for (const month of monthsOf({ startsOn: first.startsOn, endsOn: TODAY })) {
    tradeOfMonth(trade, month);
    const payroll = payrollOfMonth(spec, employees, month, book);
    payslips.push(...payroll.payslips);
    if (payroll.employerReturn) employerReturns.push(payroll.employerReturn);
    const period = vatPeriodEnding(spec, month);
    const vatReturn = period && settleVat(spec, period, counter, book);
    if (vatReturn) vatReturns.push(vatReturn);
  }

  const workingTime = workingTimeOf(spec, employees);
  const holidays = holidaysOf(employees);
  const register = new AssetRegister(spec);
  const years: YearBooks[] = [];
  let opening = openingBalances(spec);
  for (const year of spec.years) {
    const inYear = within(year);
    const ofYear = entries.filter((entry) => inYear(entry.date));
    const carried = carryResult(spec, year, opening);
    if (carried) ofYear.unshift(carried);
    ofYear.push(...register.entriesOf(year));
    const closing: Balances = new Map(opening);
    for (const entry of ofYear) addTo(closing, entry);
    if (year.closedOn) {
      const close = closeYear(spec, year, closing);
      for (const entry of close.entries) addTo(closing, entry);
      ofYear.push(...close.entries);
      entries.push(...close.later);
    }
    const vouchers = numberVouchers(spec, year, ofYear);
    const assets = register.endYear(year, closing);
    const documents = voucherDocuments(spec, year, vouchers);
    documents.push(...otherPapers({ spec, year, closing, assets, vouchers }));
    if (year.closedOn) {
      const chart = chartOf(spec.capitalName);
      const paper = { spec, year, chart, closing };
      documents.push({ ...financialStatementsPdf(paper), kind: "financial_statements", voucherSeqs: [] });
      documents.push({ ...balanceSpecificationPdf(paper), kind: "balance_specification", voucherSeqs: [] });
      if (spec.managementReport) {
        documents.push({ ...managementReportPdf(paper), kind: "management_report", voucherSeqs: [] });
      }
    }
    const returns = vatReturns
      .filter((vatReturn) => inYear(vatReturn.period.endsOn))
      .map((vatReturn) => {
        const document: BookDocument = { ...vatReturnPdf(spec, vatReturn), kind: "vat_return", voucherSeqs: [] };
        return { ...vatReturn, document };
      });
    documents.push(...returns.map((vatReturn) => vatReturn.document));
    const slips = payslipDocuments(
      spec,
      payslips.filter((payslip) => inYear(payslip.paidOn)),
    );
    documents.push(...new Set(slips.map((slip) => slip.document)));
    documents.push(...recordDocuments(spec, year, workingTime, holidays));
    years.push({
      year,
      opening,
      closing,
      vouchers,
      documents,
      vatReturns: returns,
      employerReturns: employerReturns.filter((employerReturn) => inYear(employerReturn.period.endsOn)),
      payslips: slips,
      marks: marksOf(spec, year, vouchers),
      assets,
    });
    opening = new Map([...closing].filter(([account]) => isBalanceSheet(account)));
  }
  return {
    spec,
    parties: [...customers, ...suppliers],
    employees,
    assets: register.assets,
    workingTime,
    holidays,
    years,
  };
}
