import { Form } from "@remix-run/react";
import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";

/** Calls the window off, for a reason: folded away, since it cannot be taken back. Closed, it says what to do instead. */
export function CancelForm({ window, failure: sent }: { window: WindowView; failure?: FormFailure }) {
  const { cancel, propose } = window.actions;
  if (!cancel.allowed)
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-3.5">
        <Button look="danger" disabledReason={cancel.reason}>
          Cancel the window
        </Button>
        {propose.allowed && !window.openChange && <a href="#propose">Propose to skip it</a>}
      </div>
    );
  const failure = failureOf(sent, "cancel");
  return (
    <details className="border-t border-line pt-3.5" open={failure !== undefined}>
      <summary className="cursor-pointer text-muted">Cancel the window</summary>
      <Form method="post" className="mt-3 flex max-w-xl flex-col items-start gap-3" aria-label="Cancel the window">
        <input type="hidden" name="version" value={window.version} />
        <p>
          The page, the feeds and people&rsquo;s calendars show it as cancelled, whoever was mailed is mailed again, and
          its silences in Grafana end. It cannot be taken back.
        </p>
        <div className="w-full">
          <TextArea
            id="cancel-reason"
            name="reason"
            rows={2}
            label="Reason"
            hint="Kept with the window"
            defaultValue={failure?.values.reason}
            error={errorAt(failure, "reason")}
            required
          />
        </div>
        <Button look="danger" name="intent" value="cancel">
          Cancel the window
        </Button>
      </Form>
    </details>
  );
}
