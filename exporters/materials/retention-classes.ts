import { retentionColumn } from "../formats/texts/columns/retention-columns.ts";
import type { Decision, MarkedDecision, Scope } from "../law/scope.ts";
import type { Table } from "./table.ts";

/** The scope's decisions, with what is not in the archive. */
export const retentionClasses: Table = {
  name: "retention-classes",
  material: "ledger_list",
  title: "Retention by class",
  description:
    "For each financial year and material: whether it is here, until when the law asks for it, and by which rule.",
  columns: [
    { name: "year_starts", type: "date", text: retentionColumn.yearStarts },
    { name: "year_ends", type: "date", text: retentionColumn.yearEnds },
    { name: "material", type: "string", text: retentionColumn.material },
    { name: "basis", type: "string", text: retentionColumn.basis },
    { name: "basis_starts", type: "date", text: retentionColumn.basisStarts },
    { name: "vouchers", type: "integer", text: retentionColumn.vouchers },
    { name: "included", type: "boolean", text: retentionColumn.included },
    { name: "retain_until", type: "date", text: retentionColumn.retainUntil },
    { name: "class", type: "string", text: retentionColumn.period },
    { name: "citation", type: "string", text: retentionColumn.citation },
    { name: "rule", type: "string", text: retentionColumn.rule },
    { name: "reason", type: "string", text: retentionColumn.reason },
    { name: "practice", type: "boolean", text: retentionColumn.practice },
    { name: "note", type: "string", text: retentionColumn.note },
  ],
};

export const retentionClassRows = (scope: Scope): string[][] =>
  scope.years.flatMap((year) => {
    const rowOf = (material: string, d: Decision, mark?: MarkedDecision) => [
      year.startsOn,
      year.endsOn,
      material,
      mark?.basis ?? "",
      mark?.startsOn ?? "",
      mark ? String(mark.vouchers) : "",
      String(d.included),
      d.retainUntil,
      d.class,
      d.citation,
      d.ruleId,
      d.reason.code,
      String(d.practice ?? false),
      d.note ?? "",
    ];
    return year.materials.flatMap((m) => [
      rowOf(m.material, m),
      ...(m.marked ?? []).map((mark) => rowOf(m.material, mark, mark)),
    ]);
  });
