import type { Completeness } from "../materials/completeness.ts";
import { html, page, table } from "./html.ts";

/** The completeness report for people: what is in, whether it adds up, what to look into, what is not in and why. */
export function completenessHtml(report: Completeness): string {
  const years = report.years.map((y) => {
    const files = Object.entries(y.controlTotals).map(([file, t]) => [file, t.rows, t.debit ?? "", t.credit ?? ""]);
    const series = y.series.map((s) => [
      s.series || "(no series)",
      s.vouchers,
      s.first ?? "",
      s.last ?? "",
      s.missing,
      s.repeated,
      s.gaps.map((g) => (g.from === g.to ? g.from : `${g.from}-${g.to}`)).join(", "),
    ]);
    const findings = y.findings.map((f) => [f.code, f.count ?? "", f.message, (f.examples ?? []).join("; ")]);
    return html`<section><h2>${y.startsOn} - ${y.endsOn}${y.open ? " (open)" : ""}</h2>
${table("Written files, counted in the books before and in the files after", ["File", "Rows", "Debit", "Credit"], files)}
${table("Trial balance", ["Opening", "Debit", "Credit", "Closing"], [[y.trialBalance.opening, y.trialBalance.debit, y.trialBalance.credit, y.trialBalance.closing]])}
${table("Voucher numbers", ["Series", "Vouchers", "First", "Last", "Missing", "Repeated", "Gaps"], series)}
${findings.length > 0 ? table("To look into", ["Code", "Count", "What", "Examples"], findings) : html`<p>Nothing to look into.</p>`}</section>`;
  });
  const imports = report.imports.flatMap((file) =>
    file.warnings.map((w) => {
      const { code = "", message = "", place = "" } = w as { code?: string; message?: string; place?: string };
      return [file.fileName, code, message, place];
    }),
  );
  return page(
    "en",
    `Completeness: ${report.company.name}`,
    html`<h1>Completeness</h1><p>${report.company.name}, ${report.company.businessId}. The law as of ${report.asOf}.</p>
${years}
<h2>Warnings when the books were imported</h2>
${imports.length > 0 ? table("Imports", ["File", "Code", "What", "Place"], imports) : html`<p>None.</p>`}
<h2>Not in this archive</h2>
${table(
  "Excluded",
  ["What", "Why"],
  report.excluded.map((e) => [e.what, e.why]),
)}`,
  );
}
