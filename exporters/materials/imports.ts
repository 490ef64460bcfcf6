import { includes, type YearDecision } from "../law/scope.ts";
import type { BooksMaterial } from "../law/types.ts";
import type { Snapshot } from "./snapshot.ts";

/** A file that filled the books, with the warnings that were given then and what it had that the ledger has no place for. */
export type ImportedFile = {
  fileName: string;
  format: string;
  sha256: string;
  warnings: unknown[];
  leftOut: LeftOut[];
};

/** `kind`: as the import counts it (db/import/books.ts), which formats/texts/imports.ts has sentences of. */
export type LeftOut = { kind: string; count: number };

/** What a warning may quote: accounts, their balances, those of parties and dimensions, vouchers by number. */
const QUOTED: readonly BooksMaterial[] = [
  "journal",
  "general_ledger",
  "trial_balance",
  "chart_of_accounts",
  "dimensions",
  "tax_codes",
  "parties",
  "receivables_ledger",
  "payables_ledger",
];

type Summary = { years?: { startsOn: string; endsOn: string }[]; leftOut?: LeftOut[] };
type Warning = { code?: string };

/**
 * The files that filled years of the archive. Warnings stand as they were given where all that they may quote is in; else only of what
 * kind they were and how many.
 */
export async function readImports(
  snapshot: Snapshot,
  companyId: string,
  years: readonly YearDecision[],
): Promise<ImportedFile[]> {
  const rows = await snapshot.query(
    `select file_name, format, sha256, warnings, summary from ledger.import_files
      where company_id = $1 order by sha256 collate "C"`,
    [companyId],
  );
  return rows.flatMap((r) => {
    const { years: spans = [], leftOut = [] } = JSON.parse(r.summary!) as Summary;
    const filled = spans.map((span) => years.find((y) => y.startsOn === span.startsOn && y.endsOn === span.endsOn));
    if (!filled.some((year) => year?.included)) return [];
    const whole = filled.every((year) => year && QUOTED.every((material) => includes(year, material)));
    const warnings = JSON.parse(r.warnings!) as Warning[];
    return [
      {
        fileName: r.file_name!,
        format: r.format!,
        sha256: r.sha256!,
        warnings: whole ? warnings : byKind(warnings),
        leftOut,
      },
    ];
  });
}

function byKind(warnings: readonly Warning[]): Warning[] {
  const counts = new Map<string, number>();
  for (const { code = "" } of warnings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({
    code,
    message: `${count} of this kind. What they are about is not in this archive, or not all of it.`,
  }));
}
