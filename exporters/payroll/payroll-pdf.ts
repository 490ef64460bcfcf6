import { type DocumentBlock, renderDocument } from "../formats/pdf/document.ts";
import { amountText, shortNumber } from "../formats/pages/amounts.ts";
import { dayText, yearText } from "../formats/texts/languages.ts";
import { payrollTexts } from "../formats/texts/payroll.ts";
import type { Run } from "../run.ts";
import type { PayrollPlan } from "./plan-payroll.ts";

/** Few enough that a volume's text fits in memory whatever the payroll's size. */
const LINES_PER_VOLUME = 20_000;

/** The payroll ledger as it is printed, in volumes: each payslip with its lines, by employee. */
export async function writePayrollPdf(run: Run, { year, folder }: PayrollPlan): Promise<void> {
  const t = payrollTexts[run.language];
  const columns = t.ledgerHead.map((title, i) => ({
    title,
    width: i === 0 ? 5 : 2,
    align: i === 0 ? ("left" as const) : ("right" as const),
  }));
  const amount = (value: string | null | undefined) => (value == null ? "" : amountText(run.language, value));
  /** Whole cents as an amount, a finer price with all its decimals. */
  const price = (value: string | null | undefined) =>
    value == null
      ? ""
      : /\.\d\d00$/.test(value)
        ? amountText(run.language, value.slice(0, -2))
        : shortNumber(run.language, value);
  const plain = (value: string | null | undefined) => (value == null ? "" : shortNumber(run.language, value));
  let volume = 0;
  let blocks: DocumentBlock[] = [];
  let lines = 0;
  const finish = async () => {
    if (blocks.length === 0) return;
    volume++;
    const subject = `${run.company.name} (${run.company.businessId}) · ${yearText(run.language, year)} · ${run.company.currency}`;
    const content = {
      language: run.language,
      title: volume === 1 ? t.payrollLedger : `${t.payrollLedger}, ${t.part(volume)}`,
      subject,
      date: run.date,
      blocks,
    };
    content.blocks = [{ kind: "paragraph", text: subject }, ...blocks];
    await run.bag.add(`${folder}/ledger/payroll-ledger-${volume}.pdf`, renderDocument(content), { compress: false });
    blocks = [];
    lines = 0;
  };
  let slip = "";
  let rows: string[][] = [];
  /** Writes the sums below a payslip's lines. */
  let close = () => {};
  const sql = `
    select p.employee_number, e.name as employee, p.paid_on, p.gross, p.net, l.name, l.quantity, l.unit_price, l.amount
      from ledger.payslips p join ledger.employees e on e.company_id = p.company_id and e.number = p.employee_number
      left join ledger.payslip_lines l
        on l.company_id = p.company_id and l.employee_number = p.employee_number and l.paid_on = p.paid_on
     where p.company_id = $1 and p.financial_year_id = $2
     order by p.employee_number collate "C", p.paid_on, l.line_no`;
  for await (const portion of run.snapshot.cursor(sql, [run.company.id, year.id], 1000))
    for (const r of portion) {
      const key = `${r.employee_number}\n${r.paid_on}`;
      if (key !== slip) {
        slip = key;
        close();
        if (lines >= LINES_PER_VOLUME) await finish();
        const ofSlip: string[][] = [];
        rows = ofSlip;
        close = () => {
          ofSlip.push([t.years[3]!, "", "", amount(r.gross)], [t.years[5]!, "", "", amount(r.net)]);
        };
        blocks.push(
          {
            kind: "heading",
            text: `${r.employee_number} ${r.employee}, ${t.paid.toLowerCase()} ${dayText(run.language, r.paid_on!)}`,
          },
          { kind: "table", columns, rows },
        );
      }
      if (r.name != null) rows.push([r.name, plain(r.quantity), price(r.unit_price), amount(r.amount)]);
      lines++;
    }
  close();
  await finish();
}
