import { add, type Cents, decimal, isZero } from "../formats/money.ts";
import { includes, type Scope, type YearDecision } from "../law/scope.ts";
import { type AccountYear, differingAccounts, movedClosing } from "./accounts.ts";
import type { YearCounts, YearTotals } from "./control-totals.ts";
import { sharedFiles } from "./documents.ts";
import { type FormatGap, hasBalances } from "./format-scope.ts";
import type { ImportedFile } from "./imports.ts";
import { keptVouchersSql } from "./kept-vouchers.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Reconciled } from "./vat-reconciliation.ts";
import { readSeries, type SeriesNumbers } from "./voucher-gaps.ts";

/** A finding is for people to look into; it does not stop the archive. */
export type Finding = { code: string; message: string; count?: number; examples?: string[] };

export type YearCompleteness = {
  folder: string;
  startsOn: string;
  endsOn: string;
  open: boolean;
  controlTotals: YearTotals["files"];
  /** Null where the year's ledgers are out: their sums are out with them. */
  trialBalance: { opening: string; debit: string; credit: string; closing: string } | null;
  series: SeriesNumbers[];
  /** The VAT returns beside the entries: what was reported (null: nothing) and what the entries come to. */
  vat: VatComparison[];
  findings: Finding[];
};

export type VatComparison = {
  startsOn: string;
  endsOn: string;
  what: string;
  field: string;
  reported: string | null;
  /** Null where nothing of the ledger is laid beside the field. */
  ledger: string | null;
  /** The difference is what the return's whole crowns leave out. */
  rounding?: true;
};

export type Completeness = {
  version: 1;
  company: Scope["company"];
  asOf: string;
  years: YearCompleteness[];
  /** What the imports that filled these years warned of. */
  imports: ImportedFile[];
  excluded: { what: string; why: string }[];
  /** Formats that a year has not, or not whole, for want of what is not in its scope. */
  formats: FormatGap[];
};

/** Enough to start looking; the count beside it is of all. */
const MAX_EXAMPLES = 20;
const few = (items: readonly string[]) => items.slice(0, MAX_EXAMPLES);

const WITHOUT_FILES = `v.kind in ('sales', 'purchase') and not exists (select from ledger.voucher_documents d
  where d.company_id = $1 and d.financial_year_id = $2 and d.voucher_seq = v.seq)`;

/** What was seen while the year's files were written. */
export type Seen = {
  /** Vouchers whose debits and credits differ: their names. */
  unbalanced: { count: number; examples: string[] };
};

export async function yearFindings(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  accounts: readonly AccountYear[],
  counts: YearCounts,
  seen: Seen,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const note = (code: string, count: number, message: string, examples: readonly string[] = []) => {
    if (count > 0) findings.push({ code, message, count, ...(examples.length > 0 && { examples: few(examples) }) });
  };
  if (year.open) findings.push({ code: "year_open", message: "The year is not closed: its books may still change." });
  await noteMissingFiles(snapshot, companyId, year, note);
  const shared = await sharedFiles(snapshot, companyId, year, MAX_EXAMPLES);
  note(
    "files_kept_for_voucher",
    shared.count,
    "Files kept whole for a voucher that lasts longer, though they also belong to vouchers that are no longer kept.",
    shared.examples,
  );
  if (!includes(year, "journal")) return findings;
  note("no_vouchers", counts.vouchers === 0 ? 1 : 0, "The year has no vouchers.");
  note(
    "unbalanced_vouchers",
    seen.unbalanced.count,
    "Vouchers whose debits and credits differ.",
    seen.unbalanced.examples,
  );
  note("vouchers_without_lines", counts.vouchers - counts.vouchersWithLines, "Vouchers without a single line.");
  const seenElsewhere = includes(year, "chart_of_accounts") || hasBalances(year);
  const undeclared = accounts.filter((a) => !a.declared && (seenElsewhere || a.lines > 0));
  note(
    "undeclared_accounts",
    undeclared.length,
    "Accounts that are used but not in the chart of accounts.",
    undeclared.map((a) => a.number),
  );
  const differing = hasBalances(year) ? differingAccounts(accounts) : [];
  note(
    "closing_balance_differs",
    differing.length,
    "Accounts whose declared closing balance is not the opening balance and the movements.",
    differing.map((a) => `${a.number}: declared ${decimal(a.declaredClosing!)}, computed ${decimal(movedClosing(a))}`),
  );
  const opening = accounts.reduce<Cents>((sum, a) => add(sum, a.opening), 0);
  note(
    "opening_balances_differ",
    isZero(opening) || !hasBalances(year) ? 0 : 1,
    `The opening balances add up to ${decimal(opening)}, not to zero.`,
  );
  const [r] = await snapshot.query(
    `select count(*) filter (where v.date < y.starts_on or v.date > y.ends_on) as outside
       from ledger.vouchers v join ledger.financial_years y on y.id = v.financial_year_id and y.company_id = $1
      where v.company_id = $1 and v.financial_year_id = $2`,
    [companyId, year.id],
  );
  note("dates_outside_year", Number(r!.outside), "Vouchers dated outside the financial year.");
  return findings;
}

/** Of the vouchers that are here: a voucher that is no longer kept misses nothing. Which are sales and purchases, only they say. */
async function noteMissingFiles(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  note: (code: string, count: number, message: string, examples: readonly string[]) => void,
): Promise<void> {
  const bare = await snapshot.query(
    `select trim(v.series || ' ' || v.number) as name, count(*) over () as count from ledger.vouchers v
      where v.company_id = $1 and v.financial_year_id = $2 and ${WITHOUT_FILES}
        and ${keptVouchersSql(companyId, year, "voucher_documents")} and ${keptVouchersSql(companyId, year, "vouchers")}
      order by v.seq limit ${MAX_EXAMPLES}`,
    [companyId, year.id],
  );
  note(
    "vouchers_without_files",
    Number(bare[0]?.count ?? 0),
    "Sales and purchase vouchers without a file in the service.",
    bare.map((b) => b.name!),
  );
}

export async function yearCompleteness(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  folder: string,
  accounts: readonly AccountYear[],
  files: YearTotals["files"],
  findings: Finding[],
  vat: readonly Reconciled[],
): Promise<YearCompleteness> {
  const sum = (pick: (a: AccountYear) => Cents) =>
    decimal(accounts.reduce<Cents>((total, a) => add(total, pick(a)), 0));
  const series = includes(year, "voucher_series") ? await readSeries(snapshot, companyId, year.id) : [];
  const gaps = series.filter((s) => s.missing > 0);
  if (gaps.length > 0)
    findings.push({
      code: "voucher_number_gaps",
      message: "Series that skip voucher numbers.",
      count: gaps.reduce((n, s) => n + s.missing, 0),
      examples: few(
        gaps.flatMap((s) =>
          s.gaps.map((g) => `${s.series || "(no series)"} ${g.from === g.to ? g.from : `${g.from}-${g.to}`}`),
        ),
      ),
    });
  return {
    folder,
    startsOn: year.startsOn,
    endsOn: year.endsOn,
    open: year.open,
    controlTotals: files,
    trialBalance: includes(year, "trial_balance")
      ? {
          opening: sum((a) => a.opening),
          debit: sum((a) => a.debit),
          credit: sum((a) => a.credit),
          closing: sum((a) => a.closing),
        }
      : null,
    series,
    vat: vat.map(({ reported, ledger, ...rest }) => ({
      ...rest,
      reported: reported === null ? null : decimal(reported),
      ledger: ledger === null ? null : decimal(ledger),
    })),
    findings,
  };
}

/** Everything that is not in the archive, in one list, each with its reason. */
export function excluded(scope: Scope): Completeness["excluded"] {
  return [
    ...scope.years.flatMap((y) =>
      y.materials
        .filter((m) => !m.included)
        .map((m) => ({
          what: `${m.material} ${y.startsOn} - ${y.endsOn}`,
          why: `${m.reason.sentence} (${m.citation})`,
        })),
    ),
    ...scope.years.flatMap((y) =>
      y.materials.flatMap((m) =>
        (m.marked ?? [])
          .filter((mark) => !mark.included)
          .map((mark) => ({
            what: `${m.material} ${y.startsOn} - ${y.endsOn}, ${mark.basis} from ${mark.startsOn} (${mark.vouchers})`,
            why: `${mark.reason.sentence} (${mark.citation})`,
          })),
      ),
    ),
    ...scope.notInThisArchive.map((n) => ({
      what: n.material,
      why: `${n.law} (${n.citation}) Not in this archive. ${n.instead}`,
    })),
    ...scope.neverIncluded.map((n) => ({ what: n.what, why: n.reason })),
  ];
}
