import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";

type Failure = { error: { field?: string; message: string }; values: Record<string, string> };

export const LINES_HINT =
  "One change on each line. It can begin with new:, improved:, fixed:, urgent: or coming:, and end with its pages and APIs: [/payroll/payslips, /api/payslips].";

/** Corrects what is recorded, and says that a release was rolled back; folded away until it is wanted. */
export function ReleaseActs({
  lines,
  recordVersion,
  rolledBack,
  failure,
}: {
  lines: string;
  recordVersion: number;
  rolledBack: boolean;
  failure?: Failure;
}) {
  const failed = (intent: string) => (failure?.values.intent === intent ? failure : undefined);
  const version = <input type="hidden" name="recordVersion" value={recordVersion} />;
  const [correct, rollBack] = [failed("correct"), failed("roll_back")];
  return (
    <div className="flex flex-col gap-3">
      <details open={correct !== undefined}>
        <summary className="cursor-pointer font-medium">Correct what is recorded</summary>
        <Form method="post" className="mt-3 flex max-w-3xl flex-col items-start gap-3">
          {version}
          <div className="w-full">
            <TextArea
              name="lines"
              label="Changes"
              rows={8}
              hint={LINES_HINT}
              defaultValue={correct?.values.lines ?? lines}
              error={correct?.error.field === "lines" ? correct.error.message : undefined}
              required
            />
          </div>
          <Button name="intent" value="correct">
            Save the correction
          </Button>
        </Form>
      </details>
      {!rolledBack && (
        <details open={rollBack !== undefined}>
          <summary className="cursor-pointer font-medium">It was rolled back</summary>
          <Form method="post" className="mt-3 flex max-w-xl flex-col items-start gap-3">
            {version}
            <div className="w-full">
              <TextArea
                name="reason"
                label="Why"
                hint="Kept with the release, which stays in the list. Its mark in Grafana says so too."
                defaultValue={rollBack?.values.reason}
                error={rollBack?.error.field === "reason" ? rollBack.error.message : undefined}
                required
              />
            </div>
            <Button look="danger" name="intent" value="roll_back">
              Record the roll-back
            </Button>
          </Form>
        </details>
      )}
    </div>
  );
}
