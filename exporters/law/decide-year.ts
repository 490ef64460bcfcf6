import { decide } from "./decide.ts";
import { markRetainUntil, retainUntil } from "./retention.ts";
import type { MarkedDecision, MaterialDecision, YearDecision } from "./scope.ts";
import type { ParsedScopeInput } from "./scope-input.ts";
import type { AnyMaterial, LawPack, Material, RetentionRule } from "./types.ts";

type Year = ParsedScopeInput["years"][number];

/** Vouchers and their files, also those of the payroll: a wage that was claimed from the Union's funds is proved by them. */
const followMarks: readonly Material[] = ["vouchers", "voucher_documents", "payroll_documents"];

export const endYear = (endsOn: string): number => Number(endsOn.slice(0, 4));

/** The rule of a material where no mark says otherwise. @throws Error when the pack has none: a fault of the pack */
export function ruleFor(pack: LawPack, material: AnyMaterial): RetentionRule {
  const rule = pack.rules.find((r) => r.basis === undefined && r.materials.includes(material));
  if (!rule) throw new Error(`the law pack of ${pack.country} has no rule for ${material}`);
  return rule;
}

/** What is in of a financial year, material by material, and its vouchers with a retention of their own. Pure. */
export function decideYear(
  pack: LawPack,
  year: Year,
  materials: readonly Material[],
  { asOf, wantedYears, adjustments }: Pick<ParsedScopeInput, "asOf" | "wantedYears" | "adjustments">,
): YearDecision {
  const wanted = !wantedYears || wantedYears.includes(endYear(year.endsOn));
  const decisions = materials.map((material): MaterialDecision => {
    const rule = ruleFor(pack, material);
    const until = retainUntil(rule, year);
    const question = {
      rule,
      until: material === "construction_reports" ? latestSite(pack, year, until) : until,
      asOf,
      wanted,
      adjustments: adjustments.filter(
        (a) => a.material === material && (a.yearEndsOn === null || a.yearEndsOn === year.endsOn),
      ),
    };
    const decision: MaterialDecision = { material, ...decide(question) };
    if (!followMarks.includes(material) || year.marks.length === 0) return decision;
    const marked = year.marks.toSorted(byBasisAndDay).map((mark): MarkedDecision => {
      const own = ownRule(pack, mark, year);
      if (own) return { ...mark, ...decide(own.until > until ? { ...question, ...own } : question) };
      const note = `The rules of ${pack.country} have no period of their own for this: it is kept as the year's other vouchers.`;
      return { ...mark, ...decide(question), note };
    });
    return { ...decision, marked };
  });
  const { marks: _, ...known } = year;
  return {
    ...known,
    open: year.closedOn === null,
    included: decisions.some((d) => d.included || d.marked?.some((m) => m.included)),
    materials: decisions,
  };
}

/** The period of a mark; undefined where the country's law has none for its basis. */
function ownRule(pack: LawPack, mark: Year["marks"][number], year: Year) {
  const rule = pack.rules.find((r) => r.basis === mark.basis);
  return rule && { rule, until: markRetainUntil(rule, mark.startsOn, year) };
}

/** A site's report is kept from the site's completion, which may come years after it was reported. */
function latestSite(pack: LawPack, year: Year, until: string): string {
  const sites = year.marks.filter((mark) => mark.basis === "construction_site");
  return [until, ...sites.map((mark) => ownRule(pack, mark, year)?.until ?? until)].toSorted().at(-1)!;
}

const byBasisAndDay = (a: Year["marks"][number], b: Year["marks"][number]) =>
  `${a.basis} ${a.startsOn}` < `${b.basis} ${b.startsOn}` ? -1 : 1;
