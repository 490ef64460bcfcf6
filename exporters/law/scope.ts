import { ArchiveError } from "../errors.ts";
import { canonicalJson, sha256Hex } from "./canonical-json.ts";
import { decideRecords } from "./decide-records.ts";
import { decideYear, endYear } from "./decide-year.ts";
import { type NeverIncluded, neverIncluded } from "./never-included.ts";
import { lawPack } from "./packs.ts";
import { type Adjustment, type ParsedScopeInput, type ScopeInput, scopeInput } from "./scope-input.ts";
import {
  type ArchivePart,
  booksMaterials,
  type Material,
  type NotCarried,
  payrollMaterials,
  type RecordMaterial,
  type RetentionBasis,
  recordMaterials,
} from "./types.ts";

export type ReasonCode =
  | "required_by_law"
  | "retention_expired"
  | "year_not_asked_for"
  | "left_out_by_officer"
  | "kept_longer_by_officer";

export type Decision = {
  included: boolean;
  /** YYYY-MM-DD, the last day on which the law asks for it, or to which an officer keeps it. */
  retainUntil: string;
  ruleId: string;
  class: string;
  citation: string;
  reason: { code: ReasonCode; sentence: string };
  note?: string;
  /** Practice, longer than law. */
  practice?: boolean;
  /** The rule was read in a guide to the law, not in the law's own words. */
  readInGuide?: boolean;
};

/**
 * Vouchers whose retention does not follow their year: they may be in while the others are out, and stay longer. Its day is
 * the later one of the mark's period and the year's.
 */
export type MarkedDecision = Decision & { basis: RetentionBasis; startsOn: string; vouchers: number };

export type MaterialDecision = Decision & {
  material: Material;
  /** Only on `vouchers`, `voucher_documents` and `payroll_documents` of years that have such vouchers; by basis and starting day. */
  marked?: MarkedDecision[];
};

export type YearDecision = {
  id: string;
  startsOn: string;
  endsOn: string;
  closedOn: string | null;
  /** No statements have been drawn up: the books may still change. */
  open: boolean;
  /** Something of it is in, were it a single marked voucher. */
  included: boolean;
  materials: MaterialDecision[];
};

/** Records of working time and holidays, per employee and calendar year. */
export type RecordDecision = Decision & { employeeNumber: string; material: RecordMaterial; recordYear: number };

/** Plain data: it is stored, hashed, approved and put in the archive as it is. */
export type Scope = {
  version: 2;
  part: ArchivePart;
  company: { id: string; businessId: string; country: string; name: string };
  /** The day on which the law is applied, YYYY-MM-DD. It does not cut off the data. */
  asOf: string;
  wantedYears: number[] | null;
  law: { country: string; name: string; reviewedOn: string };
  years: YearDecision[];
  /** Empty in the books' part. */
  records: RecordDecision[];
  adjustments: Adjustment[];
  notInThisArchive: NotCarried[];
  neverIncluded: NeverIncluded[];
};

/**
 * Decides, for a company, its financial years, its employees' records and a day, what the law asks to be kept: what is in the
 * archive, what is out, until when and why. Pure: the same input gives the same scope, in whatever order it is given.
 * @param input.wantedYears calendar years in which the wanted financial years end; all of them when left out
 * @throws ArchiveError no_law_pack, unknown_year, bad_input
 */
export function decideScope(input: ScopeInput): Scope {
  const parsed = scopeInput.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const place = issue.path.join(".");
    throw new ArchiveError("bad_input", `The scope cannot be decided: ${place} ${issue.message}.`, { place });
  }
  const given = { ...parsed.data, adjustments: inOneOrder(parsed.data.adjustments) };
  const { part, company, asOf, wantedYears } = given;
  const pack = lawPack(company.country);
  requireKnownYears(given);
  requireFittingAdjustments(given);
  return {
    version: 2,
    part,
    company,
    asOf,
    wantedYears: wantedYears ? [...new Set(wantedYears)].toSorted((a, b) => a - b) : null,
    law: { country: pack.country, name: pack.law, reviewedOn: pack.reviewedOn },
    years: given.years
      .toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1))
      .map((year) => decideYear(pack, year, materialsOf(part), given)),
    records: part === "payroll" ? decideRecords(pack, given) : [],
    adjustments: given.adjustments,
    notInThisArchive: pack.notCarried
      .filter((n) => n.part === undefined || n.part === part)
      .map(({ part: _, ...n }) => n),
    neverIncluded: [...neverIncluded],
  };
}

/** Where two are about the same thing, which of their reasons is told must not depend on which was written first. */
const inOneOrder = (adjustments: readonly Adjustment[]): Adjustment[] =>
  adjustments
    .map((adjustment) => [canonicalJson(adjustment), adjustment] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, adjustment]) => adjustment);

const materialsOf = (part: ArchivePart): readonly Material[] => (part === "books" ? booksMaterials : payrollMaterials);

function requireKnownYears({ company, years, wantedYears }: ParsedScopeInput): void {
  for (const wanted of wantedYears ?? []) {
    if (years.some((y) => endYear(y.endsOn) === wanted)) continue;
    const known = [...new Set(years.map((y) => endYear(y.endsOn)))].toSorted((a, b) => a - b).join(", ") || "none";
    throw new ArchiveError(
      "unknown_year",
      `No financial year of ${company.name} ends in ${wanted}. Years that it has: ${known}.`,
      { place: String(wanted) },
    );
  }
}

function requireFittingAdjustments({ part, years, adjustments }: ParsedScopeInput): void {
  const known: readonly string[] = part === "books" ? booksMaterials : [...payrollMaterials, ...recordMaterials];
  for (const { material, yearEndsOn } of adjustments) {
    if (!known.includes(material))
      throw new ArchiveError(
        "bad_input",
        `${material} belongs to the other archive: ${part === "books" ? "payroll is handed over by itself" : "this one is of payroll alone"}. Take the adjustment away.`,
        { place: material },
      );
    if (yearEndsOn !== null && !years.some((y) => y.endsOn === yearEndsOn))
      throw new ArchiveError("bad_input", `An adjustment is about a year that ends on ${yearEndsOn}, and none does.`, {
        place: yearEndsOn,
      });
  }
}

/** Whether the scope takes this material of this year. */
export function includes(year: YearDecision, material: Material): boolean {
  return year.materials.some((m) => m.material === material && m.included);
}

/** What an approval is bound to: the hash of the scope's canonical JSON, in lower-case hex. */
export function scopeSha256(scope: Scope): string {
  return sha256Hex(canonicalJson(scope));
}
