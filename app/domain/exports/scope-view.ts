import type { MaterialDecision, Scope, YearDecision } from "#exporters/law/scope.ts";
import { materialLabel } from "./material-labels.ts";
import type { SurveyRow } from "./missing-items.ts";

/** Materials of a year that share their fate: one row on the screen. */
export type ScopeGroup = {
  materials: string[];
  included: boolean;
  retainUntil: string;
  citation: string;
  /** Why it is out; null for what is in, where the paragraph says it all. */
  reason: string | null;
  notes: string[];
};

export type ScopeYear = {
  startsOn: string;
  endsOn: string;
  open: boolean;
  included: boolean;
  /** What the ledger holds of the year now. Amounts are decimal strings. */
  counts: { vouchers: number; lines: number; documents: number; debit: string; credit: string };
  groups: ScopeGroup[];
  /** How many of the law's materials are in, of how many. */
  materials: { included: number; all: number };
  /** The last day on which the law asks for any of what is in; null when nothing is. */
  retainUntil: string | null;
  /** Its materials are in and out by the same rules as those of the year before. */
  sameAsBefore: boolean;
};

export type ScopeView = {
  asOf: string;
  law: string;
  lawReviewedOn: string;
  years: ScopeYear[];
  notInThisArchive: { what: string; law: string; citation: string; instead: string }[];
  neverIncluded: { what: string; reason: string }[];
};

/** The scope as people read it: year by year, what is in, what is out, until when and why. Pure. */
export function scopeView(scope: Scope, survey: readonly SurveyRow[]): ScopeView {
  return {
    asOf: scope.asOf,
    law: scope.law.name,
    lawReviewedOn: scope.law.reviewedOn,
    years: scope.years.map((year, index) => ({
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      open: year.open,
      included: year.included,
      counts: countsOf(survey.filter((row) => row.financialYearId === year.id)),
      groups: grouped(year.materials),
      materials: { included: year.materials.filter((m) => m.included).length, all: year.materials.length },
      retainUntil:
        year.materials
          .filter((m) => m.included)
          .map((m) => m.retainUntil)
          .sort()
          .at(-1) ?? null,
      sameAsBefore: index > 0 && pattern(year) === pattern(scope.years[index - 1]!),
    })),
    notInThisArchive: scope.notInThisArchive.map(({ material, ...rest }) => ({
      what: materialLabel(material),
      ...rest,
    })),
    neverIncluded: scope.neverIncluded.map(({ what, reason }) => ({ what: materialLabel(what), reason })),
  };
}

const pattern = (year: YearDecision) =>
  year.materials.map((m) => `${m.material} ${m.ruleId} ${m.reason.code}`).join("|");

function countsOf(rows: readonly SurveyRow[]): ScopeYear["counts"] {
  const of = (material: string) => rows.find((row) => row.material === material);
  const lines = of("voucher_lines");
  return {
    vouchers: of("vouchers")?.records ?? 0,
    lines: lines?.records ?? 0,
    documents: rows.filter((row) => row.material.startsWith("documents:")).reduce((sum, row) => sum + row.records, 0),
    debit: lines?.debit ?? "0.00",
    credit: lines?.credit ?? "0.00",
  };
}

function grouped(materials: readonly MaterialDecision[]): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const decision of materials) {
    const key = [decision.included, decision.ruleId, decision.retainUntil, decision.reason.code].join("|");
    const group = groups.get(key) ?? {
      materials: [],
      included: decision.included,
      retainUntil: decision.retainUntil,
      citation: decision.citation,
      reason: decision.included ? null : decision.reason.sentence,
      notes: [],
    };
    group.materials.push(materialLabel(decision.material));
    if (decision.note && !group.notes.includes(decision.note)) group.notes.push(decision.note);
    groups.set(key, group);
  }
  return [...groups.values()];
}
