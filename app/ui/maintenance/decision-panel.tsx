import { Form, Link } from "@remix-run/react";
import type { ProposedChange, WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
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
  if (!fresh)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Link className={buttonClass("primary")} to={paths.freshSignIn(paths.maintenanceWindow(window.id))}>
          Sign in again to decide
        </Link>
        <span className="text-muted">An approval needs a sign-in made within the last 5 minutes.</span>
      </div>
    );
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-3" aria-label="Decide the change">
      <input type="hidden" name="changeId" value={change.id} />
      <input type="hidden" name="version" value={window.version} />
      <input type="hidden" name="formToken" value={formToken} />
      <div className="w-full">
        <TextArea
          id="decision-note"
          name="note"
          rows={2}
          label="Note"
          hint="Needed when you refuse; kept with the window"
          defaultValue={failure?.values.note}
          error={errorAt(failure, "note")}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" name="intent" value="approve">
          Approve
        </Button>
        <Button look="danger" name="intent" value="refuse">
          Refuse
        </Button>
      </div>
    </Form>
  );
}
