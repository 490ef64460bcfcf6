import { Form } from "@remix-run/react";
import type { RunView } from "#app/domain/runbooks/run-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { Panel } from "../panel.tsx";
import type { RunFailure } from "./run-failure.ts";

/** How a run ended, or how it is ended: finished, or left with a word about why. */
export function RunEnd({ run, failure }: { run: RunView; failure?: RunFailure }) {
  if (run.ended)
    return (
      <Panel title="The end" id="end">
        <p>
          {run.ended.outcome === "finished" ? "Finished" : "Left"} by {run.ended.by}, {formatInstant(run.ended.at)}.
        </p>
        {run.ended.note && <p className="mt-2 whitespace-pre-line">{run.ended.note}</p>}
      </Panel>
    );
  if (run.disabled) return null;
  const wrong = failure?.values.intent === "end" ? failure : undefined;
  const open = run.of - run.done;
  return (
    <Panel title="End the run" id="end">
      <Form method="post" className="flex max-w-xl flex-col items-start gap-3">
        <input type="hidden" name="intent" value="end" />
        <div className="w-full">
          <TextArea
            name="note"
            label="What came of it"
            hint="Needed when the run is left: why it ends here, and who goes on"
            defaultValue={wrong?.values.note}
            error={wrong?.error.field === "note" ? wrong.error.message : undefined}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            look={open === 0 ? "primary" : "secondary"}
            name="outcome"
            value="finished"
            disabledReason={open > 0 ? `${open === 1 ? "1 step is" : `${open} steps are`} not done.` : undefined}
          >
            Finish
          </Button>
          <Button look="quiet" name="outcome" value="left">
            Leave the run
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
