import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMailing } from "../mailings/queue-mailing.server.ts";
import { parseInput } from "../parse-input.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin } from "./change-bulletin.server.ts";
import { retractionMail } from "./mail-texts.ts";
import { noteSchema } from "./note-schema.ts";

/**
 * Takes back what is published: its address says why, in its place. Subscribers of announcements are told, since they were told
 * the announcement; the readers of a weekly bulletin are not written to about what they need not know.
 * @param input.note `{fi, sv, en}`, at least in the first language
 */
export async function retractBulletin(
  ctx: ServiceCtx,
  input: { id: string; version: number; note: unknown },
): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("retract", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.retract.permission);
    const first = staff.profile.bulletins.firstLanguage;
    const { note } = parseInput(
      noteSchema(first, "Say why it is taken back: readers are shown it in its place.", "note"),
      { note: input.note ?? {} },
    );
    await staff.db.transaction(async (tx) => {
      const now = staff.clock.now();
      const row = await changeBulletin(
        staff,
        tx,
        "retract",
        input,
        { retractionNote: note, retractedAt: now },
        { note: note[first] },
      );
      if (row.kind === "weekly" || !row.published) return;
      const told = { kind: row.kind, slug: row.slug, content: row.published, first, origin: staff.origins.portal };
      await queueMailing(staff, tx, {
        topic: "announcements",
        subjectKind: "bulletin",
        subjectId: row.id,
        revision: row.version,
        texts: retractionMail(told, note),
        notBefore: now,
      });
    });
  });
}
