import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { TextArea } from "./field.tsx";

/** Ends a request for a reason: folded away until it is wanted, open again when the reason was not good enough. */
export function ReasonForm({
  summary,
  quiet = false,
  version,
  intent,
  button,
  failure,
}: {
  summary: string;
  quiet?: boolean;
  version: number;
  intent: string;
  button: string;
  failure?: { error: { field?: string; message: string }; values: Record<string, string> };
}) {
  const wrong = failure?.error.field === "reason";
  return (
    <details className="mt-4 border-t border-line pt-3.5" open={wrong}>
      <summary className={`cursor-pointer max-sm:py-2.5 ${quiet ? "text-muted" : "font-medium"}`}>{summary}</summary>
      <Form method="post" className="mt-3 flex max-w-xl flex-col items-start gap-3">
        <input type="hidden" name="version" value={version} />
        <div className="w-full">
          <TextArea
            name="reason"
            label="Reason"
            hint="Kept with the request"
            defaultValue={failure?.values.reason}
            error={wrong ? failure?.error.message : undefined}
            required
          />
        </div>
        <Button look="danger" name="intent" value={intent}>
          {button}
        </Button>
      </Form>
    </details>
  );
}
