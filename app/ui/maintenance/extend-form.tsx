import { Form } from "@remix-run/react";
import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { fieldTime } from "./window-text.ts";

const HOUR_MS = 3_600_000;

/** A later end, told to everybody at once. */
export function ExtendForm({ window, failure: sent }: { window: WindowView; failure?: FormFailure }) {
  if (!window.actions.extend.allowed) return null;
  const failure = failureOf(sent, "extend");
  const from = Math.max(Date.parse(window.endsAt), Date.parse(window.now));
  return (
    <details
      className="border-t border-line pt-3.5"
      open={failure !== undefined || window.timing === "overrun" || window.timing === "ending_soon"}
    >
      <summary className="cursor-pointer font-medium">Extend it</summary>
      <Form method="post" className="mt-3 flex max-w-xl flex-col items-start gap-3" aria-label="Extend the window">
        <input type="hidden" name="version" value={window.version} />
        <p>The page, the feeds, calendars and the silences follow at once, and whoever was mailed is mailed again.</p>
        <TextField
          id="extend-ends"
          name="endsAt"
          type="datetime-local"
          label="New end"
          hint="Europe/Helsinki"
          defaultValue={failure?.values.endsAt ?? fieldTime(new Date(from + HOUR_MS))}
          error={errorAt(failure, "endsAt")}
          required
        />
        <div className="w-full">
          <TextArea
            id="extend-reason"
            name="reason"
            rows={2}
            label="Reason"
            defaultValue={failure?.values.reason}
            error={errorAt(failure, "reason")}
            required
          />
        </div>
        <Button name="intent" value="extend">
          Extend
        </Button>
      </Form>
    </details>
  );
}
