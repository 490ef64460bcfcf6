import { z } from "zod";
import { reportLanguages } from "../../../i18n/latency-report.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { ServiceCtx } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { readMonthFigures } from "../read-month-figures.server.ts";
import type { MadeFile } from "./make-latency-file.server.ts";
import { monthReportPdf } from "./month-report.server.ts";

const choice = z.object({
  language: z.enum(reportLanguages, { error: "Choose a language: fi, sv or en." }),
});

/**
 * The monthly report, to send to a customer.
 * @param input.month YYYY-MM in the service's time zone, the running one at the latest
 * @throws DomainError `invalid` for a language or a month that cannot be
 */
export async function makeMonthReport(
  ctx: ServiceCtx,
  input: { month: string; language: string | null; demoData: boolean },
): Promise<MadeFile> {
  const staff = requirePermission(ctx, "latency.view");
  const { language } = parseInput(choice, input);
  const figures = await readMonthFigures(staff, { month: input.month });
  const body = await monthReportPdf(figures, {
    language,
    profile: staff.profile,
    madeAt: staff.clock.now(),
    demoData: input.demoData,
  });
  const running = figures.period.until < figures.period.to;
  const name = `huolto-latency-report-${figures.month}${running ? "-so-far" : ""}-${language}.pdf`;
  return { name, type: "application/pdf", body };
}
