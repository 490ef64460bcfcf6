import type { VatComparison } from "../materials/completeness.ts";
import type { PayrollCounts } from "../materials/payroll/payroll-counts.ts";
import { knownForms } from "../materials/vat-reconciliation.ts";
import type { ArchiveLanguage } from "../run.ts";
import { type Html, html } from "./html.ts";
import { comparedTexts } from "./texts/compared.ts";

/** Says of a year's VAT returns what was compared with the entries, how that went, and what was not. */
export function vatCompared(vat: readonly VatComparison[], country: string, language: ArchiveLanguage): Html {
  const t = comparedTexts[language];
  if (vat.length === 0) return html`<p>${t.noVatReturns}</p>`;
  const compared = vat.filter((r) => r.reported !== null && r.ledger !== null);
  const rounded = compared.filter((r) => r.rounding).length;
  const differing = compared.filter((r) => !r.rounding && r.reported !== r.ledger).length;
  const uncovered = vat.filter((r) => r.what === "no_return").length;
  const fields = [...new Set(vat.filter((r) => r.what === "not_compared").map((r) => r.field))];
  const sentences = [
    compared.length === 0
      ? t.noneCompared
      : differing === 0
        ? t.agree(compared.length)
        : t.differ(differing, compared.length),
    ...(rounded > 0 ? [t.rounding(rounded)] : []),
    ...(uncovered > 0 ? [t.uncovered(uncovered)] : []),
    ...(knownForms.includes(country) ? [] : [t.unknownForm]),
    ...(knownForms.includes(country) && fields.length > 0 ? [t.notCompared(fields.join(", "))] : []),
  ];
  return html`<p>${sentences.join(" ")}</p>`;
}

/** Says the same of a year's employer's returns, which are laid beside the payslips. */
export function employerCompared({ employer }: PayrollCounts, language: ArchiveLanguage): Html {
  const t = comparedTexts[language];
  const sentence =
    employer.returns === 0
      ? t.noEmployerReturns
      : employer.figures === 0
        ? t.employerUnknown(employer.returns)
        : t.employerCompared(employer.figures, employer.returns);
  return html`<h3>${t.employer}</h3><p>${sentence}</p>`;
}
