import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { Folded } from "../folded.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";

/** A new request for the same scope. Where nothing is known of the people any more, they are typed anew. */
export function RepeatForm({
  request,
  failure: sent,
}: {
  request: { version: number; state: string; requesterName: string; recipientName: string; recipientEmail: string };
  failure?: FormFailure;
}) {
  const failure = failureOf(sent, "repeat");
  const known = request.recipientEmail !== "";
  const field = (name: "requesterName" | "recipientName" | "recipientEmail" | "recipientPhone") => ({
    id: `repeat-${name}`,
    name,
    error: errorAt(failure, name),
    required: !known,
  });
  return (
    <Panel title="Another run of the same scope" id="repeat">
      <Folded summary="Ask for the same scope again" open={failure !== undefined}>
        <Form method="post" className="flex max-w-xl flex-col items-start gap-3" aria-label="The same scope again">
          <input type="hidden" name="version" value={request.version} />
          <p>
            A new request with the same company, years and adjustments. Its scope is recorded and approved anew; what
            has expired since by law is left out.
          </p>
          <TextField
            {...field("requesterName")}
            label="Asked by"
            defaultValue={failure?.values.requesterName ?? request.requesterName}
          />
          <TextField
            {...field("recipientName")}
            label="Recipient"
            defaultValue={failure?.values.recipientName ?? request.recipientName}
          />
          <TextField
            {...field("recipientEmail")}
            type="email"
            label="Link goes to"
            defaultValue={failure?.values.recipientEmail ?? request.recipientEmail}
          />
          <TextField
            {...field("recipientPhone")}
            type="tel"
            label="Codes go to"
            hint={known ? "Left empty: the same number as before" : undefined}
            defaultValue={failure?.values.recipientPhone ?? ""}
          />
          <Button name="intent" value="repeat">
            Make the new request
          </Button>
        </Form>
      </Folded>
    </Panel>
  );
}
