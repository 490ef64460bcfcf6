import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin, lockBulletin } from "./change-bulletin.server.ts";
import { contentProblems } from "./content-problems.server.ts";
import { sameContent } from "./merge-rules.ts";
import { noteSchema } from "./note-schema.ts";

/**
 * Sends a draft to another person's review.
 * @param input.correctionNote `{fi, sv, en}`, for what was published before: what the correction changes, shown with it
 * @throws DomainError `invalid` with the first thing that a reader would stumble over and its place (`texts.fi.sections.new`)
 */
export async function submitBulletin(
  ctx: ServiceCtx,
  input: { id: string; version: number; correctionNote?: unknown },
): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("submit", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.submit.permission);
    await staff.db.transaction(async (tx) => {
      const row = await lockBulletin(tx, input.id);
      const first = staff.profile.bulletins.firstLanguage;
      const isCorrection = row.published !== null;
      const proposedNote = isCorrection
        ? parseInput(noteSchema(first, "Say what the correction changes: readers are shown it.", "correctionNote"), {
            correctionNote: input.correctionNote ?? {},
          }).correctionNote
        : null;
      await changeBulletin(
        staff,
        tx,
        "submit",
        input,
        { submittedBy: staff.actor.id, submittedAt: staff.clock.now(), proposedNote },
        { note: proposedNote?.[first] ?? null },
      );
      if (row.published && sameContent(row.content, row.published))
        throw new DomainError(
          "invalid",
          "Nothing is different from what is published. Change it, or give the correction up.",
        );
      const problems = await contentProblems({ ...staff, db: tx }, row);
      const blocking = problems.find((problem) => problem.blocks);
      if (blocking) {
        const { language, field } = blocking;
        const place = field === "title" || field === "lead" ? field : `sections.${field}`;
        throw new DomainError("invalid", blocking.message, { field: `texts.${language}.${place}` });
      }
    });
  });
}
