import { Form } from "@remix-run/react";
import type { RestrictionView } from "#app/domain/ip-restrictions/restriction-view.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";

/** The way out when people are locked out: at once, by one person, with a reason. */
export function LiftForm({ list, failure: sent }: { list: RestrictionView; failure?: FormFailure }) {
  if (!list.actions.lift.allowed) return null;
  const failure = failureOf(sent, "lift");
  return (
    <Panel title="Emergency" id="lift">
      <details open={failure !== undefined}>
        <summary className="cursor-pointer font-medium text-bad">Lift the restriction at once</summary>
        <Form method="post" className="mt-3 flex max-w-xl flex-col items-start gap-3" aria-label="Lift the restriction">
          <p>
            Everybody of {list.customer} may then sign in from anywhere, within seconds. No second person is needed; it
            is on record, and {list.requester.name} is told. What held before this version does not come back.
          </p>
          {failure && !failure.error.field && <Callout tone="bad">{failure.error.message}</Callout>}
          <div className="w-full">
            <TextArea
              id="lift-reason"
              name="reason"
              rows={2}
              label="Reason"
              hint="Kept with the list"
              defaultValue={failure?.values.reason}
              error={errorAt(failure, "reason")}
              required
            />
          </div>
          <div className="w-full sm:w-80">
            <TextField
              id="lift-typed"
              name="typed"
              label={`Type the business id ${list.businessId}`}
              defaultValue={failure?.values.typed}
              error={errorAt(failure, "typed")}
              autoComplete="off"
              required
            />
          </div>
          <Button look="danger" name="intent" value="lift">
            Lift at once
          </Button>
        </Form>
      </details>
    </Panel>
  );
}
