import { Form } from "@remix-run/react";
import { Square, SquareCheckBig } from "lucide-react";
import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { Callout } from "../callout.tsx";
import { type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";

const FORM = "tick-form";

/**
 * What is done in each window, ticked by whoever does it. The buttons stand outside their form: a page is not renewed while the
 * cursor is within a form, and here two people watch each other's ticks with the last one pressed still under the cursor.
 */
export function Checklist({ window, failure: sent }: { window: WindowView; failure?: FormFailure }) {
  const { checklist, actions, now } = window;
  const done = checklist.filter(({ doneAt }) => doneAt).length;
  const failure = failureOf(sent, "check");
  return (
    <Panel
      id="checklist"
      title="Checklist"
      aside={
        checklist.length > 0 && <span className="text-muted tabular-nums">{`${done} of ${checklist.length} done`}</span>
      }
    >
      {failure && <Callout tone="bad">{failure.error.message}</Callout>}
      {checklist.length === 0 && <p className="text-muted">The service profile names no steps for a window.</p>}
      {actions.check.allowed && (
        <Form id={FORM} method="post" preventScrollReset>
          <input type="hidden" name="intent" value="check" />
        </Form>
      )}
      <ol className="flex flex-col gap-1">
        {checklist.map((step) => (
          <li key={step.position} className="flex flex-wrap items-center gap-x-3">
            {actions.check.allowed ? (
              <button
                type="submit"
                form={FORM}
                name="tick"
                value={`${step.position}:${step.doneAt ? "undone" : "done"}`}
                aria-pressed={step.doneAt !== null}
                className="flex min-h-8 cursor-pointer items-center gap-2 rounded px-1 text-left hover:bg-raised"
              >
                <Box done={step.doneAt !== null} />
                {step.text}
              </button>
            ) : (
              <span className="flex min-h-8 items-center gap-2 px-1">
                <Box done={step.doneAt !== null} />
                <span className="sr-only">{step.doneAt ? "Done: " : "Not done: "}</span>
                {step.text}
              </span>
            )}
            {step.doneAt && (
              <span className="text-[13px] text-muted">
                {step.doneBy}, {formatSince(step.doneAt, now)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Box({ done }: { done: boolean }) {
  return done ? (
    <SquareCheckBig aria-hidden className="size-4.5 shrink-0 text-accent" />
  ) : (
    <Square aria-hidden className="size-4.5 shrink-0 text-muted" />
  );
}
