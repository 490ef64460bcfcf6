import { finnishDay, type Period } from "./calendar.ts";
import type { Paper } from "./entries.ts";
import { amountLine, pdfPaper } from "./invoice-papers.ts";
import type { Payslip } from "./payroll.ts";
import type { CompanySpec } from "./spec.ts";

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
