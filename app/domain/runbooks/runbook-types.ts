import type { Root } from "hast";
import type { PurposeName } from "../../profile/purposes.ts";
import type { Permission } from "../access/permissions.ts";
import type { CaseKind } from "../cases/case-kinds.ts";
import type { Cause } from "../latency/diagnosis/diagnosis-types.ts";
import type { ActionName } from "./action-labels.ts";
import type { FactName } from "./fact-labels.ts";
import type { PassRule } from "./pass-rules.ts";

/** What a run fills in, from its case or by hand. `from` and `to` are instants, ISO. */
export const placeholders = ["customer", "component", "page", "from", "to"] as const;
export type Placeholder = (typeof placeholders)[number];
export type RunParams = Partial<Record<Placeholder, string>>;

export type RunbookMeta = {
  id: string;
  title: { fi: string; en: string };
  /** What somebody sees: one sentence. */
  symptom: string;
  kinds: CaseKind[];
  causes: Cause[];
  /** Keys of the profile. */
  components: string[];
  owner: string;
  /** A calendar day, YYYY-MM-DD. */
  reviewed: string;
};

export const sectionNames = ["Meaning", "Impact", "Diagnosis", "Mitigation", "Escalation"] as const;
export type SectionName = (typeof sectionNames)[number];

/** A question to Grafana about one number; values may hold placeholders. */
export type QueryCheck = {
  source: "query";
  query: PurposeName;
  filters: Record<string, string>;
  /** A duration of PromQL, `period` for the run's own from and to, or null where the purpose takes none. */
  window: string | null;
  quantile: number | null;
};
export type FactCheck = { source: "fact"; fact: FactName };
export type RunbookCheck = (QueryCheck | FactCheck) & { pass: PassRule; unit: string; needs: Placeholder[] };

export type RunbookChart = {
  query: PurposeName;
  filters: Record<string, string>;
  by: string[];
  window: string | null;
  quantile: number | null;
  /** How far back it looks: a duration of PromQL. */
  range: string;
  needs: Placeholder[];
};

/** A link to the page that does it. */
export type RunbookAction = { do: ActionName; with: Record<string, string>; needs: Placeholder[] };

export type RunbookApproval = { permission: Permission; label: string };

export type RunbookStep = {
  /** Of its name, so that it stays the same when steps come before it. */
  id: string;
  /** From 1, through all sections. */
  number: number;
  section: SectionName;
  title: string;
  text: Root;
  checks: RunbookCheck[];
  charts: RunbookChart[];
  actions: RunbookAction[];
  approval: RunbookApproval | null;
  /** Other runbooks to go on with. */
  links: string[];
};

export type RunbookSection = {
  name: SectionName;
  /** What stands before its steps, or all of it. */
  text: Root;
  steps: RunbookStep[];
  links: string[];
};

export type Problem = { file: string; line: number; column: number; says: string };

export type Runbook = {
  meta: RunbookMeta;
  sections: RunbookSection[];
  steps: RunbookStep[];
};

export const problemLine = ({ file, line, column, says }: Problem) => `${file}:${line}:${column}: ${says}`;
