import type { Decision, YearDecision } from "../law/scope.ts";
import type { Material } from "../law/types.ts";
import { attachments, documentKinds, keptKinds } from "./documents.ts";
import type { Table } from "./table.ts";

type KeptDecision = Decision & { material: Material };

const longest = (decisions: readonly KeptDecision[]): KeptDecision | undefined =>
  decisions.toSorted((a, b) => (a.retainUntil < b.retainUntil ? 1 : a.retainUntil > b.retainUntil ? -1 : 0))[0];

/** What is in of a material: the year's own decision before those of marked vouchers. */
function included(year: YearDecision, material: Material): KeptDecision[] {
  const decision = year.materials.find((m) => m.material === material)!;
  return [decision, ...(decision.marked ?? [])].filter((d) => d.included).map((d) => ({ ...d, material }));
}

/**
 * By which decision a table of the year is kept: of those that are in, the one that lasts longest. The list of files is kept as
 * long as any file that it lists.
 */
export function tableDecision(year: YearDecision, table: Pick<Table, "name" | "material">): KeptDecision {
  const materials =
    table.name === attachments.name
      ? keptKinds(year).map((kind) => documentKinds[kind]!.material)
      : [table.material as Material];
  const decision = longest(materials.flatMap((material) => included(year, material)));
  if (!decision) throw new Error(`the table ${table.name} of ${year.endsOn} is not in the scope`);
  return decision;
}

/** The same for copies of the year's ledgers; marked vouchers count where nothing else of the year is in. */
export function copyDecision(year: YearDecision): KeptDecision {
  const own = longest(year.materials.filter((m) => m.included));
  const decision = own ?? longest(year.materials.flatMap((m) => included(year, m.material)));
  if (!decision) throw new Error(`nothing of the year ending ${year.endsOn} is in the scope`);
  return decision;
}
