import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { useDraft } from "../use-draft.ts";

/** A note for colleagues. */
export function NoteForm({
  number,
  failure: refused,
  sent,
}: {
  number: number;
  failure: FormFailure | undefined;
  sent: string | null;
}) {
  const failure = failureOf(refused, "note");
  const [text, setText] = useDraft(`case ${number} note`, failure?.values.text ?? "", sent);
  return (
    <Form method="post" aria-label="Note" preventScrollReset className="no-print flex flex-col items-start gap-3">
      <input type="hidden" name="intent" value="note" />
      <div className="w-full">
        <TextArea
          id="note-text"
          name="text"
          label="Add a note"
          hint="For colleagues; the customer never sees it. It stays as it is written."
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={errorAt(failure, "text")}
          required
        />
      </div>
      <Button>Add the note</Button>
    </Form>
  );
}
