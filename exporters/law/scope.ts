import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { ArchiveError } from "../errors.ts";
import { canonicalJson, sha256Hex } from "./canonical-json.ts";
import { type NeverIncluded, neverIncluded } from "./never-included.ts";
import { lawPack } from "./packs.ts";
import { retainUntil } from "./retention.ts";
import {
  type ArchivePart,
  archiveParts,
  booksMaterials,
  type LawPack,
  type Material,
  type NotCarried,
  payrollMaterials,
  type RecordMaterial,
  type RetentionBasis,
  recordMaterials,
  retentionBases,
} from "./types.ts";

const day = z.string().refine((s) => /^\d{4}-\d{2}-\d{2}$/.test(s) && isDay(s), "must be a day as YYYY-MM-DD");

const adjustment = z.object({
  kind: z.enum(["leave_out", "keep_until"]),
  /** Null: every year. */
  yearEndsOn: day.nullable(),
  material: z.enum([...booksMaterials, ...payrollMaterials, ...recordMaterials]),
  /** The last day to keep it, for `keep_until` alone. */
  until: day.nullable(),
  reason: z.string().trim().min(5).max(1000),
});
/** What an officer decided beside the law, with a reason. It can leave statutory material out or keep it longer, never add anything else. */
export type Adjustment = z.infer<typeof adjustment>;

const scopeInput = z.object({
  part: z.enum(archiveParts).default("books"),
  company: z.object({ id: z.string().min(1), businessId: z.string().min(1), country: z.string(), name: z.string() }),
  years: z.array(
    z.object({
      id: z.string().min(1),
      startsOn: day,
      endsOn: day,
      closedOn: day.nullable(),
      /** Vouchers of the year with a retention of their own, counted by basis and starting day. */
      marks: z
        .array(z.object({ basis: z.enum(retentionBases), startsOn: day, vouchers: z.number().int().positive() }))
        .default([]),
    }),
  ),
  asOf: day,
  wantedYears: z.array(z.number().int()).nonempty("names no year: leave it out to ask for all").optional(),
  employees: z
    .array(z.object({ number: z.string().min(1), employedFrom: day, employedUntil: day.nullable() }))
    .default([]),
  /** Which records there are; `recordYear` is the calendar year of the hours, or in which the holiday credit year ends. */
  records: z
    .array(
      z.object({ employeeNumber: z.string().min(1), material: z.enum(recordMaterials), recordYear: z.number().int() }),
    )
    .default([]),
  adjustments: z.array(adjustment).default([]),
});
export type ScopeInput = z.input<typeof scopeInput>;

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
};

/** Vouchers whose retention does not follow their year: they may be in while the others are out, and stay longer. */
export type MarkedDecision = Decision & { basis: RetentionBasis; startsOn: string; vouchers: number };

export type MaterialDecision = Decision & {
  material: Material;
  /** Only on `vouchers` and `voucher_documents` of years that have such vouchers. */
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

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/**
 * Decides, for a company, its financial years and a day, what the law asks to be kept: what is in the archive, what is out,
 * until when and why. Pure: the same input gives the same scope.
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
  const { part, company, asOf, wantedYears, adjustments } = parsed.data;
  const pack = lawPack(company.country);
  const years = parsed.data.years.toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
  const endYear = (endsOn: string) => Number(endsOn.slice(0, 4));
  for (const wanted of wantedYears ?? []) {
    if (years.some((y) => endYear(y.endsOn) === wanted)) continue;
    const known = [...new Set(years.map((y) => endYear(y.endsOn)))].join(", ") || "none";
    throw new ArchiveError(
      "unknown_year",
      `No financial year of ${company.name} ends in ${wanted}. Years that it has: ${known}.`,
      { place: String(wanted) },
    );
  }
  return {
    version: 2,
    part,
    company,
    asOf,
    wantedYears: wantedYears ? [...new Set(wantedYears)].toSorted((a, b) => a - b) : null,
    law: { country: pack.country, name: pack.law, reviewedOn: pack.reviewedOn },
    years: years.map((year) => {
      const wanted = !wantedYears || wantedYears.includes(endYear(year.endsOn));
      const decisions = (part === "books" ? booksMaterials : payrollMaterials).map((material) =>
        decideMaterial(pack, material, year.endsOn, asOf, wanted),
      );
      const { marks: _, ...known } = year;
      return {
        ...known,
        open: year.closedOn === null,
        included: decisions.some((d) => d.included),
        materials: decisions,
      };
    }),
    records: [],
    adjustments,
    notInThisArchive: [...pack.notCarried],
    neverIncluded: [...neverIncluded],
  };
}

function decideMaterial(pack: LawPack, material: Material, endsOn: string, asOf: string, wanted: boolean) {
  const rule = pack.rules.find((r) => r.materials.includes(material));
  if (!rule) throw new Error(`the law pack of ${pack.country} has no rule for ${material}`);
  const until = retainUntil(rule, endsOn);
  const expired = until < asOf;
  const reason: MaterialDecision["reason"] = expired
    ? {
        code: "retention_expired",
        sentence: `The law asked for it until ${until}; without that duty it is no longer kept or handed over.`,
      }
    : wanted
      ? { code: "required_by_law", sentence: `To be kept until ${until}.` }
      : {
          code: "year_not_asked_for",
          sentence: `To be kept until ${until}, but the request does not ask for this year.`,
        };
  const decision: MaterialDecision = {
    material,
    included: !expired && wanted,
    retainUntil: until,
    ruleId: rule.id,
    class: rule.class,
    citation: rule.citation,
    reason,
  };
  if (rule.note) decision.note = rule.note;
  return decision;
}

/** Whether the scope takes this material of this year. */
export function includes(year: YearDecision, material: Material): boolean {
  return year.materials.some((m) => m.material === material && m.included);
}

/** What an approval is bound to: the hash of the scope's canonical JSON, in lower-case hex. */
export function scopeSha256(scope: Scope): string {
  return sha256Hex(canonicalJson(scope));
}
