import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { RunStepView } from "#app/domain/runbooks/run-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { buttonClass } from "../button.tsx";
import { Prose } from "../prose.tsx";
import { Tag, type TagTone } from "../tag.tsx";
import { CheckList } from "./check-list.tsx";
import type { RunFailure } from "./run-failure.ts";
import { StepApproval } from "./step-approval.tsx";
import { StepControls } from "./step-controls.tsx";
import { StepEvents } from "./step-events.tsx";
import { StepLinks } from "./step-links.tsx";

const states: Partial<Record<RunStepView["state"], { tone: TagTone; word: string }>> = {
  done: { tone: "done", word: "Done" },
  waiting: { tone: "waiting", word: "Waits for approval" },
  refused: { tone: "bad", word: "Not approved" },
  before_start: { tone: "ended", word: "Before the start" },
};

/** A step of a run: what it says, what was seen, who did it, and what can be done now. */
export function RunStep({
  step,
  current,
  disabled,
  formToken,
  freshHref,
  failure,
  charts,
  chartHref,
}: {
  step: RunStepView;
  current: boolean;
  /** Why nothing is done in this run by this person. */
  disabled: string | null;
  formToken: string;
  freshHref: string;
  failure?: RunFailure;
  charts: ReactNode;
  chartHref: string;
}) {
  const state = states[step.state];
  const folded = step.state === "done" || step.state === "before_start";
  return (
    <li
      id={`step-${step.id}`}
      className={`flex flex-col gap-2.5 border-t border-l-4 border-t-line px-4 py-3.5 first:border-t-0 ${current ? "border-l-accent bg-accent-soft/30" : "border-l-transparent"}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={current ? "now" : undefined} tabIndex={current ? -1 : undefined} className="scroll-mt-20">
          <span className="text-muted tabular-nums">{step.number}.</span> {step.title}
          {current && <span className="sr-only"> (next)</span>}
        </h3>
        {state && <Tag tone={state.tone}>{state.word}</Tag>}
        {step.ticked && (
          <span className="text-[13px] text-muted">
            {step.ticked.how === "checks" ? "by its checks, looked at by" : "by"} {step.ticked.by},{" "}
            {formatInstant(step.ticked.at)}
          </span>
        )}
      </div>
      {step.ticked?.note && <p className="border-l-2 border-line pl-3 whitespace-pre-line">{step.ticked.note}</p>}
      {folded ? (
        <details>
          <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">What it says</summary>
          <div className="mt-2 flex flex-col gap-2.5">
            <Body step={step} charts={charts} chartHref={chartHref} />
          </div>
        </details>
      ) : (
        <Body step={step} charts={charts} chartHref={chartHref} />
      )}
      {disabled === null && step.state !== "before_start" && (
        <StepControls step={step} failure={failure} current={current} />
      )}
      {step.approval && step.state !== "before_start" && (
        <StepApproval
          step={step}
          approval={step.approval}
          disabled={disabled}
          formToken={formToken}
          freshHref={freshHref}
          failure={failure}
        />
      )}
      <StepEvents events={step.events} />
    </li>
  );
}

function Body({ step, charts, chartHref }: { step: RunStepView; charts: ReactNode; chartHref: string }) {
  return (
    <>
      <Prose tree={step.text} />
      <CheckList checks={step.checks} seen={step.seen?.checks ?? null} />
      {step.seen && <p className="text-[13px] text-muted">Last looked at {formatInstant(step.seen.at)}.</p>}
      {step.hasCharts &&
        (charts || (
          <Link className={`${buttonClass("quiet")} self-start`} to={chartHref} preventScrollReset>
            Show the chart<span className="sr-only"> of step {step.number}</span>
          </Link>
        ))}
      <StepLinks links={step.links} />
    </>
  );
}
