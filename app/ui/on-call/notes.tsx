import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import type { RefusedForm } from "./on-call-types.ts";

/** What the one before wants the next to know: newest first, never changed afterwards. */
export function Notes({
  notes,
  mayWrite,
  failure,
  now,
}: {
  notes: readonly { id: string; at: string; text: string; by: string }[];
  mayWrite: boolean;
  failure?: RefusedForm;
  now: string;
}) {
  return (
    <Panel title="Hand-over notes">
      {mayWrite && (
        // A note that was written makes an empty form.
        <Form key={notes[0]?.id} method="post" className="mb-5 flex flex-col items-start gap-3" preventScrollReset>
          <div className="w-full">
            <TextArea
              name="text"
              id="note-text"
              label="A note for the next person"
              hint="Kept as it is written; no names of customers' people, no passwords"
              defaultValue={failure?.values.text}
              error={failure?.error.message}
              required
            />
          </div>
          <Button name="intent" value="note">
            Add the note
          </Button>
        </Form>
      )}
      {notes.length === 0 ? (
        <p className="text-muted">No notes yet.</p>
      ) : (
        <ol className="flex flex-col gap-4">
          {notes.map((note) => (
            <li key={note.id}>
              <p className="text-muted">
                {note.by}, <Instant at={note.at} now={now} />
              </p>
              <p className="max-w-[75ch] break-words whitespace-pre-wrap">{note.text}</p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
