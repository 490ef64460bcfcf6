import { Form } from "@remix-run/react";
import type { ProposedChange, WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { DecisionForm, SignInAgain } from "../decision-form.tsx";
import { type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { ChangeHours } from "./change-list.tsx";

type Props = {
  window: WindowView;
  /** Bound into the form of an approval. */
  formToken: string;
  /** Whether the person signed in within the last minutes. */
  fresh: boolean;
  failure?: FormFailure;
};

const headings: Record<ProposedChange["kind"], string> = {
  move: "A move waits for a second person",
  skip: "Skipping it waits for a second person",
  shorten: "Shortening it waits for a second person",
  lengthen: "Lengthening it waits for a second person",
};

/** The change that waits: what it is, why, what it falls on; with its buttons for whoever may decide it or take it back. */
export function DecisionPanel({ window, formToken, fresh, failure }: Props) {
  const change = window.openChange;
  if (!change) return null;
  const failed = failureOf(failure, "approve") ?? failureOf(failure, "refuse");
  return (
    <Panel title={headings[change.kind]} id="decision">
      <div className="flex flex-col gap-3">
        {failed && !failed.error.field && (
          <Callout tone="bad" title="Nothing was decided">
            {failed.error.message}
          </Callout>
        )}
        <ChangeHours window={window} change={change} />
        <p>
          <span className="font-medium">{change.proposedBy}</span>, {formatInstant(change.proposedAt)}:{" "}
          <q className="break-words">{change.reason}</q>
        </p>
        {change.proposedByMe ? (
          <Form method="post">
            <input type="hidden" name="changeId" value={change.id} />
            <p className="mb-2 text-muted">You proposed it: another person decides.</p>
            <Button name="intent" value="withdraw">
              Withdraw the proposal
            </Button>
          </Form>
        ) : window.actions.decide.allowed ? (
          <Decide window={window} change={change} formToken={formToken} fresh={fresh} failure={failed} />
        ) : (
          <p className="text-muted">{window.actions.decide.reason}</p>
        )}
      </div>
    </Panel>
  );
}

function Decide({ window, change, formToken, fresh, failure }: Props & { change: ProposedChange }) {
  if (!fresh) return <SignInAgain from={paths.maintenanceWindow(window.id)} to="decide" what="An approval" />;
  return (
    <DecisionForm
      label="Decide the change"
      seen={{ changeId: change.id, version: window.version, formToken }}
      words={{ name: "note", label: "Note", hint: "Needed when you refuse; kept with the window" }}
      approve="Approve"
      failure={failure}
    />
  );
}
