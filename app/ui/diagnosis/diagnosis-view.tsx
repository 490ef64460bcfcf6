import type { CaseLanguage } from "#app/domain/cases/case-kinds.ts";
import type { Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { CheckPanel } from "./check-panel.tsx";
import { ReplyPanel } from "./reply-panel.tsx";
import { VerdictPanel } from "./verdict-panel.tsx";
import { WhatToDo } from "./what-to-do.tsx";

/** A diagnosis as it is read: the answer, what to do, what to say, and then everything that it rests on. */
export function DiagnosisView({
  diagnosis,
  runbooks,
  replies,
  language,
  caseNumber,
  table,
  tableHref,
  zoomHref,
}: {
  diagnosis: Diagnosis;
  runbooks: readonly { id: string; title: string }[];
  replies: Record<CaseLanguage, string>;
  language: CaseLanguage;
  caseNumber: number | null;
  /** The check whose chart is shown as a table; null: none. */
  table: string | null;
  /** The page with this check's chart as a table, or, given null, with pictures alone. */
  tableHref: (check: string | null) => string;
  zoomHref: (from: number, to: number) => string;
}) {
  const { checks, advice, change, integrationHours, from, to } = diagnosis;
  return (
    <div className="flex flex-col gap-5">
      <VerdictPanel diagnosis={diagnosis} />
      <WhatToDo
        advice={advice}
        change={change}
        integrationHours={integrationHours}
        runbooks={runbooks}
        caseNumber={caseNumber}
      />
      <ReplyPanel replies={replies} first={language} />
      <h2>What was looked at</h2>
      {checks.map((check) => (
        <CheckPanel
          key={check.id}
          check={check}
          period={{ from, to }}
          links={{ table: table === check.id, tableHref: tableHref(table === check.id ? null : check.id), zoomHref }}
        />
      ))}
    </div>
  );
}
