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
    { name: "year_starts", type: "date", description: "The financial year's first day." },
    { name: "year_ends", type: "date", description: "The financial year's last day." },
    { name: "material", type: "string", description: "What the law names." },
    { name: "basis", type: "string", description: "Of vouchers with a period of their own, why; else empty." },
    { name: "basis_starts", type: "date", description: "The day from whose calendar year that period runs." },
    { name: "vouchers", type: "integer", description: "How many vouchers have it." },
    { name: "included", type: "boolean", description: "Whether it is in this archive." },
    { name: "retain_until", type: "date", description: "The last day on which the law asks for it." },
    { name: "class", type: "string", description: "The length of the period." },
    { name: "citation", type: "string", description: "Paragraph." },
    { name: "rule", type: "string", description: "The rule's id in scope.json." },
    { name: "reason", type: "string", description: "Code of the reason for its being in or out." },
    { name: "practice", type: "boolean", description: "Kept longer than the paragraph asks, because practice does." },
    { name: "note", type: "string", description: "What else to know about the rule." },
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
