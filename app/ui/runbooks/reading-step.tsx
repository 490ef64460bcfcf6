import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { CheckSeen } from "#app/domain/runbooks/check-seen.ts";
import type { StepView } from "#app/domain/runbooks/run-view.ts";
import { Button, buttonClass } from "../button.tsx";
import { Prose } from "../prose.tsx";
import { CheckList } from "./check-list.tsx";
import { StepLinks } from "./step-links.tsx";

/** A step as it is read, before anybody follows it. @param chartHref the page with this step's charts */
export function ReadingStep({
  step,
  charts,
  chartHref,
}: {
  step: StepView & { seen: CheckSeen[] | null };
  charts: ReactNode;
  chartHref: string;
}) {
  return (
    <li
      id={`step-${step.id}`}
      className="flex flex-col gap-2.5 border-t border-line py-3.5 first:border-t-0 first:pt-0"
    >
      <h3>
        <span className="text-muted tabular-nums">{step.number}.</span> {step.title}
      </h3>
      <Prose tree={step.text} />
      <CheckList checks={step.checks} seen={step.seen} />
      {(step.hasCharts || step.actions.length > 0) && (
        <div className="flex flex-wrap items-center gap-2">
          {step.hasCharts && !charts && (
            <Link className={buttonClass("quiet")} to={chartHref} preventScrollReset>
              Show the chart<span className="sr-only"> of step {step.number}</span>
            </Link>
          )}
          {step.actions.map((action) =>
            action.disabled ? (
              <Button key={action.label} disabledReason={action.disabled}>
                {action.label}
              </Button>
            ) : (
              <Link key={action.label} className={buttonClass()} to={action.href}>
                {action.label}
              </Link>
            ),
          )}
        </div>
      )}
      {charts}
      {step.approval && (
        <p>
          <strong className="font-semibold">Another person approves:</strong> {step.approval.label}{" "}
          <span className="text-muted">(permission {step.approval.permission})</span>
        </p>
      )}
      <StepLinks links={step.links} />
    </li>
  );
}
