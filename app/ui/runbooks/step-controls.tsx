import { Form } from "@remix-run/react";
import type { RunStepView } from "#app/domain/runbooks/run-view.ts";
import { Button } from "../button.tsx";
import { FoldedTextForm } from "./folded-text-form.tsx";
import { ParamFields } from "./param-fields.tsx";
import { failureOf, type RunFailure } from "./run-failure.ts";

/** What a person does at a step: look at its checks, tick it, go where it is done, write down what was seen. */
export function StepControls({
  step,
  failure,
  current,
}: {
  step: RunStepView;
  failure?: RunFailure;
  current: boolean;
}) {
  const isTicked = step.state === "done" || step.state === "waiting";
  const hasChecks = step.checks.length > 0;
  return (
    <div className="flex flex-col gap-3">
      {step.missing.length > 0 && !isTicked && <MissingForm step={step} failure={failure} />}
      <div className="flex flex-wrap items-center gap-2">
        {hasChecks && step.missing.length === 0 && (
          <StepButton step={step} intent="check" look={current && !isTicked ? "primary" : "secondary"}>
            Check now
          </StepButton>
        )}
        {!hasChecks && !isTicked && (
          <StepButton
            step={step}
            intent="tick"
            look={current ? "primary" : "secondary"}
            disabledReason={step.tickDisabled ?? undefined}
          >
            Tick
          </StepButton>
        )}
        {step.actions.map((action, index) => (
          <StepButton
            key={action.label}
            step={step}
            intent="act"
            action={index}
            disabledReason={action.disabled ?? undefined}
          >
            {action.label}
          </StepButton>
        ))}
        {step.ticked && (
          <StepButton step={step} intent="untick" look="quiet">
            Take the tick back
          </StepButton>
        )}
      </div>
      {hasChecks && !isTicked && <ByHand step={step} failure={failure} />}
      <NoteForm step={step} failure={failure} />
    </div>
  );
}

function StepButton({
  step,
  intent,
  action,
  children,
  ...look
}: {
  step: RunStepView;
  intent: string;
  action?: number;
  children: string;
  look?: "primary" | "secondary" | "quiet";
  disabledReason?: string;
}) {
  return (
    <Form method="post" className="inline-flex">
      <input type="hidden" name="step" value={step.id} />
      {action !== undefined && <input type="hidden" name="action" value={action} />}
      <Button name="intent" value={intent} {...look}>
        {children}
        <span className="sr-only">, step {step.number}</span>
      </Button>
    </Form>
  );
}

function MissingForm({ step, failure }: { step: RunStepView; failure?: RunFailure }) {
  const wrong = failureOf(failure, step.id, "set_params");
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="step" value={step.id} />
      <ParamFields names={step.missing} scope={step.id} values={wrong?.values} wrong={wrong?.error} />
      <Button name="intent" value="set_params">
        Use these
        <span className="sr-only"> in step {step.number}</span>
      </Button>
    </Form>
  );
}

/** A check that failed, or that nobody can look at now, is passed by a person's word only with a reason. */
function ByHand({ step, failure }: { step: RunStepView; failure?: RunFailure }) {
  return (
    <FoldedTextForm
      step={step.id}
      summary={
        <>
          Tick without its check<span className="sr-only">, step {step.number}</span>
        </>
      }
      text={{
        id: `${step.id}-why`,
        name: "note",
        label: "Why it counts as done",
        hint: "What you looked at instead, and what you saw",
      }}
      wrong={failureOf(failure, step.id, "tick")}
    >
      <Button name="intent" value="tick" disabledReason={step.tickDisabled ?? undefined}>
        Tick by hand
      </Button>
    </FoldedTextForm>
  );
}

function NoteForm({ step, failure }: { step: RunStepView; failure?: RunFailure }) {
  return (
    <FoldedTextForm
      step={step.id}
      summary={
        <>
          Write a note<span className="sr-only">, step {step.number}</span>
        </>
      }
      text={{
        id: `${step.id}-note`,
        name: "note",
        label: "What you saw or decided",
        hint: "Everybody who may see runbooks reads it: no names of people, nothing from an authority's request",
      }}
      wrong={failureOf(failure, step.id, "note")}
    >
      <Button name="intent" value="note">
        Keep the note
      </Button>
    </FoldedTextForm>
  );
}
