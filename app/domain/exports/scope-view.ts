import type { Decision, MarkedDecision, MaterialDecision, Scope, YearDecision } from "#exporters/law/scope.ts";
import { basisLabel, materialLabel } from "./material-labels.ts";
import type { SurveyRow } from "./missing-items.ts";

/** Materials of a year that share their fate: one row on the screen. */
export type ScopeGroup = {
  materials: string[];
  included: boolean;
  retainUntil: string;
  citation: string;
  /** Why it is out, or kept beyond the law; null for what the law keeps, where the paragraph says it all. */
  reason: string | null;
  /** Practice, longer than law. */
  practice: boolean;
  /** The rule was read in a guide to the law, not in the law's own words. */
  readInGuide: boolean;
  notes: string[];
};

/** Vouchers of a year with a retention of their own. */
export type ScopeMark = Omit<ScopeGroup, "materials"> & { basis: string; startsOn: string; vouchers: number };

/** Employees' records that share their fate. */
export type ScopeRecords = Omit<ScopeGroup, "retainUntil"> & {
  employees: number;
  /** Of the calendar years that they are of. */
  firstYear: number;
  lastYear: number;
  firstUntil: string;
  lastUntil: string;
};

export type ScopeYear = {
  startsOn: string;
  endsOn: string;
  open: boolean;
  included: boolean;
  /** What the ledger holds of the year now. Amounts are decimal strings. */
  counts: { vouchers: number; lines: number; documents: number; debit: string; credit: string };
  groups: ScopeGroup[];
  marks: ScopeMark[];
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
  /** Payroll goes in an archive of its own. */
  part: Scope["part"];
  years: ScopeYear[];
  records: ScopeRecords[];
  notInThisArchive: { what: string; law: string; citation: string; instead: string }[];
  neverIncluded: { what: string; reason: string }[];
};

/** The scope as people read it: year by year, what is in, what is out, until when and why. Pure. */
export function scopeView(scope: Scope, survey: readonly SurveyRow[]): ScopeView {
  return {
    asOf: scope.asOf,
    law: scope.law.name,
    lawReviewedOn: scope.law.reviewedOn,
    part: scope.part,
    records: recordGroups(scope.records),
    years: scope.years.map((year, index) => ({
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      open: year.open,
      included: year.included,
      counts: countsOf(survey.filter((row) => row.financialYearId === year.id)),
      groups: grouped(year.materials),
      marks: marksOf(year).map(({ basis, startsOn, vouchers, ...decision }) => ({
        basis: basisLabel(basis),
        startsOn,
        vouchers,
        ...shown(decision),
      })),
      materials: { included: year.materials.filter((m) => m.included).length, all: year.materials.length },
      retainUntil:
        [...year.materials, ...marksOf(year)]
          .filter((m) => m.included)
          .map((m) => m.retainUntil)
          .sort()
          .at(-1) ?? null,
      sameAsBefore: index > 0 && marksOf(year).length === 0 && pattern(year) === pattern(scope.years[index - 1]!),
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

const marksOf = (year: YearDecision): MarkedDecision[] =>
  year.materials.find((m) => m.material === "vouchers" || m.material === "payroll_documents")?.marked ?? [];

/** What of a decision is shown beside what it is about. */
const shown = (decision: Decision) => ({
  included: decision.included,
  retainUntil: decision.retainUntil,
  citation: decision.citation,
  reason: decision.reason.code === "required_by_law" ? null : decision.reason.sentence,
  practice: decision.practice ?? false,
  readInGuide: decision.readInGuide ?? false,
  notes: decision.note ? [decision.note] : [],
});

function grouped(materials: readonly MaterialDecision[]): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const decision of materials) {
    const { included, ruleId, retainUntil, reason } = decision;
    const key = [included, ruleId, retainUntil, reason.code, reason.sentence].join("|");
    const group = groups.get(key) ?? { materials: [], ...shown(decision) };
    group.materials.push(materialLabel(decision.material));
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Dozens of employees and years say little one by one: what is in and what is out, of whom how many, by rule and reason. */
function recordGroups(records: Scope["records"]): ScopeRecords[] {
  const groups = new Map<string, Scope["records"]>();
  for (const record of records) {
    const key = [record.material, record.included, record.ruleId, record.reason.code].join("|");
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].map((group) => {
    const first = group[0]!;
    const untils = group.map((record) => record.retainUntil).sort();
    const years = group.map((record) => record.recordYear);
    const { retainUntil: _, reason, ...rest } = shown(first);
    return {
      ...rest,
      reason: reason && recordReasons[first.reason.code],
      materials: [materialLabel(first.material)],
      employees: new Set(group.map((record) => record.employeeNumber)).size,
      firstYear: Math.min(...years),
      lastYear: Math.max(...years),
      firstUntil: untils[0]!,
      lastUntil: untils.at(-1)!,
    };
  });
}

const recordReasons: Record<Decision["reason"]["code"], string> = {
  required_by_law: "To be kept until these days.",
  retention_expired: "The periods were over by these days: without that duty they are no longer kept or handed over.",
  year_not_asked_for: "The request does not ask for these years.",
  left_out_by_officer: "Left out by an officer, for the reason above.",
  kept_longer_by_officer: "Kept longer by an officer, for the reason above.",
};
