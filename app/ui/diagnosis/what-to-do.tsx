import { Link } from "@remix-run/react";
import { causeLabels } from "#app/domain/latency/diagnosis/cause-labels.ts";
import type { Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { paths } from "#app/paths.ts";
import { HoursChart } from "../customers/hours-chart.tsx";
import { Panel } from "../panel.tsx";

/** What helps, the runbooks that lead through it, and what would have made the answer another one. Nobody's use is ever limited. */
export function WhatToDo({
  advice,
  runbooks,
  change,
  integrationHours,
  caseNumber,
}: Pick<Diagnosis, "advice" | "change" | "integrationHours"> & {
  runbooks: readonly { id: string; title: string }[];
  caseNumber: number | null;
}) {
  return (
    <>
      <Panel title="What to do">
        {advice.length === 0 && <p className="text-muted">Nothing is to be done on these figures.</p>}
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          {advice.map(({ cause, text }) => (
            <li key={`${cause} ${text}`} className="max-w-[80ch]">
              <span className="text-muted">{causeLabels[cause]}:</span> {text}
            </li>
          ))}
        </ul>
        {integrationHours && advice.some(({ cause }) => cause === "integration" || cause === "robot") && (
          <div className="mt-3">
            <HoursChart title="When this customer's programs work" byHour={integrationHours} />
          </div>
        )}
        {runbooks.length > 0 && (
          <p className="mt-3">
            Runbooks:{" "}
            {runbooks.map(({ id, title }, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <Link
                  className="text-accent underline"
                  to={`${paths.runbook(id)}${caseNumber === null ? "" : `?case=${caseNumber}`}`}
                >
                  {title}
                </Link>
              </span>
            ))}
          </p>
        )}
      </Panel>
      {change.length > 0 && (
        <Panel title="What would change this">
          <ul className="flex list-disc flex-col gap-1.5 pl-5">
            {change.map((text) => (
              <li key={text} className="max-w-[80ch]">
                {text}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
