import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { caseAttachment } from "#db/schema/cases.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { ATTACHMENTS_MAX, judgeAttachment } from "./attachment-rules.ts";
import { caseAudit, lockCase, requireUnsealed } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";
import { requireCaseWork } from "./require-case-work.ts";

/**
 * Keeps a file with a case: at most 10 MB each and 20 of them. The same content twice is kept once.
 * @param input.mediaType as the sender says; what is kept is told by the content
 * @throws DomainError `not_found`, `invalid` (field `file`), `conflict`, `limit`
 */
export async function addAttachment(
  ctx: Ctx,
  input: { number: number; fileName: string; mediaType: string; bytes: Buffer },
): Promise<{ id: string }> {
  return refusalsRecorded(ctx, caseAudit("attach", input.number), async () => {
    const staff = requireCaseWork(ctx);
    const judged = judgeAttachment(input.fileName, input.bytes);
    if ("fault" in judged) throw new DomainError("invalid", judged.fault, { field: "file" });
    const { fileName, mediaType } = judged;
    const sha256 = createHash("sha256").update(input.bytes).digest("hex");
    const at = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, input.number);
      requireUnsealed(row);
      const [same] = await tx
        .select({ id: caseAttachment.id })
        .from(caseAttachment)
        .where(and(eq(caseAttachment.caseId, row.id), eq(caseAttachment.sha256, sha256)));
      if (same) return same;
      if ((await tx.$count(caseAttachment, eq(caseAttachment.caseId, row.id))) >= ATTACHMENTS_MAX)
        throw new DomainError("limit", `A case keeps at most ${ATTACHMENTS_MAX} files. Put several in one zip.`);
      const size = input.bytes.length;
      const file = { caseId: row.id, fileName, mediaType, sha256, size, bytes: input.bytes };
      const [made] = await tx
        .insert(caseAttachment)
        .values({ ...file, addedBy: staff.actor.id, addedAt: at })
        .returning({ id: caseAttachment.id });
      const details = { attachment: made!.id, mediaType, size, sha256 };
      await recordCaseEvent(tx, { caseId: row.id, what: "attached", details, actorId: staff.actor.id, at });
      await recordEvent(staff, tx, { ...caseAudit("attach", input.number), details });
      return made!;
    });
  });
}
