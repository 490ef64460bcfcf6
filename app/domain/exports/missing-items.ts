import type { Scope, YearDecision } from "#exporters/law/scope.ts";

/** Counts of one material of one financial year, as ledger.survey gives them. Debit and credit are decimal strings. */
export type SurveyRow = {
  financialYearId: string | null;
  material: string;
  records: number;
  debit: string | null;
  credit: string | null;
};

export type MissingItem = {
  code:
    | "no_years"
    | "year_gap"
    | "year_open"
    | "no_vouchers"
    | "no_accounts"
    | "unbalanced"
    | "no_financial_statements"
    | "no_voucher_documents"
    | "undated_records";
  /** The financial year, `start - end`; null for the whole company. */
  year: string | null;
  sentence: string;
};

/**
 * What somebody who knows bookkeeping would ask about before approving: said beforehand, never filled in by the export.
 * Only years that the scope takes are looked at.
 * @param undated documents of hours or holidays that name no employee or no year
 */
export function missingItems(scope: Scope, survey: readonly SurveyRow[], undated = 0): MissingItem[] {
  const items: MissingItem[] = [];
  const years = scope.years.filter((year) => year.included);
  if (years.length === 0 && !scope.records.some((record) => record.included)) {
    items.push({
      code: "no_years",
      year: null,
      sentence: "No financial year is in the scope: the archive would be empty.",
    });
  }
  scope.years.forEach((year, index) => {
    const before = scope.years[index - 1];
    if (before && year.included && nextDay(before.endsOn) !== year.startsOn) {
      items.push({
        code: "year_gap",
        year: label(year),
        sentence: `The ledger has nothing between ${before.endsOn} and ${year.startsOn}.`,
      });
    }
  });
  if (scope.part === "payroll" && undated > 0)
    items.push({
      code: "undated_records",
      year: null,
      sentence: `${undated} documents of working time or holidays name no employee or no year: nobody can say when their periods end, so they are left out.`,
    });
  for (const year of years) {
    if (scope.part === "payroll") continue;
    const of = (material: string) => survey.find((row) => row.financialYearId === year.id && row.material === material);
    const taken = (material: string) => year.materials.some((m) => m.material === material && m.included);
    const add = (code: MissingItem["code"], sentence: string) => items.push({ code, year: label(year), sentence });
    const lines = of("voucher_lines");
    if (year.open) add("year_open", "The year is open: its books can still change and it has no financial statements.");
    if (!of("accounts")) add("no_accounts", "The year has no chart of accounts.");
    if (!of("vouchers")) add("no_vouchers", "The year has no vouchers: its ledgers will hold balances only.");
    if (lines && lines.debit !== lines.credit)
      add("unbalanced", `The year's lines do not balance: debit ${lines.debit}, credit ${lines.credit}.`);
    if (!year.open && taken("financial_statements") && !of("documents:financial_statements"))
      add("no_financial_statements", "The year is closed, but its financial statements are not in the document store.");
    if (of("vouchers") && taken("voucher_documents") && !of("documents:voucher"))
      add("no_voucher_documents", "None of the year's vouchers has its document attached.");
  }
  return items;
}

const label = (year: YearDecision) => `${year.startsOn} - ${year.endsOn}`;

function nextDay(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
