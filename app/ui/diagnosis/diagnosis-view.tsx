import type { CaseLanguage } from "#app/domain/cases/case-kinds.ts";
import type { Check, Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { CheckPanel } from "./check-panel.tsx";
import { ReplyPanel } from "./reply-panel.tsx";
import { VerdictPanel } from "./verdict-panel.tsx";
import { WhatToDo } from "./what-to-do.tsx";

/** What points to a cause first, then what is not known; the rest in the order in which it was asked. */
const outcomes = ["supports", "no_data", "against"];
const byOutcome = (a: Check, b: Check) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome);

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
      <div className="no-print">
        <ReplyPanel replies={replies} first={language} />
      </div>
      <h2>What was looked at</h2>
      {[...checks].sort(byOutcome).map((check) => (
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
