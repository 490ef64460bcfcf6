import { Form, Link } from "@remix-run/react";
import type { RunStepView } from "#app/domain/runbooks/run-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button, buttonClass } from "../button.tsx";
import { FoldedTextForm } from "./folded-text-form.tsx";
import { failureOf, type RunFailure } from "./run-failure.ts";

/** Another person's word about a step: who gave it, or what it needs. */
export function StepApproval({
  step,
  approval,
  disabled,
  formToken,
  freshHref,
  failure,
}: {
  step: RunStepView;
  approval: NonNullable<RunStepView["approval"]>;
  disabled: string | null;
  formToken: string;
  freshHref: string;
  failure?: RunFailure;
}) {
  const { decision, approveDisabled } = step;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line px-3 py-2.5">
      <p>
        <strong className="font-semibold">Another person approves:</strong> {approval.label}
      </p>
      {decision && (
        <p>
          {decision.what === "approved" ? "Approved" : "Refused"} by {decision.by}, {formatInstant(decision.at)}
          {decision.reason && `: ${decision.reason}`}
        </p>
      )}
      {disabled === null && step.state === "waiting" && approveDisabled === "fresh_sign_in_needed" && (
        <Link className={`${buttonClass()} self-start`} to={freshHref}>
          Sign in again to approve
        </Link>
      )}
      {disabled === null && approveDisabled !== null && approveDisabled !== "fresh_sign_in_needed" && !decision && (
        <p className="text-muted">{approveDisabled}</p>
      )}
      {disabled === null && step.state === "waiting" && approveDisabled === null && (
        <>
          <Form method="post">
            <input type="hidden" name="step" value={step.id} />
            <input type="hidden" name="formToken" value={formToken} />
            <Button look="primary" name="intent" value="approve">
              Approve<span className="sr-only"> step {step.number}</span>
            </Button>
          </Form>
          <FoldedTextForm
            step={step.id}
            summary="Refuse instead"
            text={{ id: `${step.id}-reason`, name: "reason", label: "Reason", hint: "Whoever did the step reads it" }}
            wrong={failureOf(failure, step.id, "refuse")}
            hidden={<input type="hidden" name="formToken" value={formToken} />}
          >
            <Button look="danger" name="intent" value="refuse">
              Refuse the step
            </Button>
          </FoldedTextForm>
        </>
      )}
    </div>
  );
}
