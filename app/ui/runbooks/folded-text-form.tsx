import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { TextArea } from "../field.tsx";
import type { RunFailure } from "./run-failure.ts";

/** Something about a step that takes words: folded until it is needed, and open with what was typed when it was refused. */
export function FoldedTextForm({
  step,
  summary,
  text: { name, ...text },
  wrong,
  hidden,
  children,
}: {
  step: string;
  summary: ReactNode;
  text: { id: string; name: string; label: string; hint: string };
  wrong: RunFailure | undefined;
  hidden?: ReactNode;
  /** The button. */
  children: ReactNode;
}) {
  return (
    <details open={wrong !== undefined}>
      <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">{summary}</summary>
      <Form method="post" className="mt-2 flex max-w-xl flex-col items-start gap-3">
        <input type="hidden" name="step" value={step} />
        {hidden}
        <div className="w-full">
          <TextArea
            {...text}
            name={name}
            defaultValue={wrong?.values[name]}
            error={wrong?.error.field === name ? wrong.error.message : undefined}
            required
          />
        </div>
        {children}
      </Form>
    </details>
  );
}
