import type { Scope } from "../law/scope.ts";
import type { Table } from "./table.ts";

/** The scope's decisions as a table. */
export const retention: Table = {
  name: "retention",
  material: "ledger_list",
  title: "Retention",
  description:
    "For each financial year and material: whether it is here, until when the law asks for it, and by which rule.",
  columns: [
    { name: "year_starts", type: "date", description: "The financial year's first day." },
    { name: "year_ends", type: "date", description: "The financial year's last day." },
    { name: "material", type: "string", description: "What the law names." },
    { name: "included", type: "boolean", description: "Whether it is in this archive." },
    { name: "retain_until", type: "date", description: "The last day on which the law asks for it." },
    { name: "class", type: "string", description: "The length of the period." },
    { name: "citation", type: "string", description: "Paragraph." },
    { name: "rule", type: "string", description: "The rule's id in scope.json." },
    { name: "reason", type: "string", description: "required_by_law, retention_expired or year_not_asked_for." },
    { name: "note", type: "string", description: "What else to know about the rule." },
  ],
  primaryKey: ["year_ends", "material"],
};

export const retentionRows = (scope: Scope): string[][] =>
  scope.years.flatMap((y) =>
    y.materials.map((m) => [
      y.startsOn,
      y.endsOn,
      m.material,
      String(m.included),
      m.retainUntil,
      m.class,
      m.citation,
      m.ruleId,
      m.reason.code,
      m.note ?? "",
    ]),
  );
