import { onCallNote } from "#db/schema/on-call.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { noteForm } from "./on-call-form.ts";

/** Writes down what the next person on call should know. Notes are never changed; a correction is another note. */
export async function writeNote(ctx: Ctx, input: { text: string }): Promise<{ id: string }> {
  const event = { action: "on_call_note.write", target: { kind: "on_call", id: "note" } };
  return refusalsRecorded(ctx, event, async () => {
    const author = requirePermission(ctx, "on_call.swap");
    const { text } = parseInput(noteForm, input);
    return author.db.transaction(async (tx) => {
      const [note] = await tx
        .insert(onCallNote)
        .values({ text, authorId: author.actor.id, at: author.clock.now() })
        .returning({ id: onCallNote.id });
      await recordEvent(author, tx, { ...event, details: { noteId: note!.id } });
      return note!;
    });
  });
}
