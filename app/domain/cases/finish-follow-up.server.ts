import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { caseFollowUp } from "#db/schema/cases.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { numberSchema } from "./case-schema.ts";
import { caseAudit, lockCase } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";
import { requireCaseWork } from "./require-case-work.ts";

const schema = z.object({ number: numberSchema, id: z.uuid("There is no such follow-up.") });

/**
 * Ticks a follow-up off; said twice it is done once.
 * @throws DomainError `not_found`, and `conflict` for a measurement, which the worker makes
 */
export async function finishFollowUp(ctx: Ctx, input: z.input<typeof schema>): Promise<void> {
  return refusalsRecorded(ctx, caseAudit("finish_follow_up", input.number), async () => {
    const staff = requireCaseWork(ctx);
    const { number, id } = parseInput(schema, input);
    const at = staff.clock.now();
    await staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      const [there] = await tx
        .select()
        .from(caseFollowUp)
        .where(and(eq(caseFollowUp.id, id), eq(caseFollowUp.caseId, row.id)));
      if (!there) throw new DomainError("not_found", "There is no such follow-up.");
      if (there.kind === "measurement")
        throw new DomainError("conflict", "The worker makes this measurement by itself when its time comes.");
      const [done] = await tx
        .update(caseFollowUp)
        .set({ doneBy: staff.actor.id, doneAt: at })
        .where(and(eq(caseFollowUp.id, id), isNull(caseFollowUp.doneAt)))
        .returning({ id: caseFollowUp.id });
      if (!done) return;
      const details = { followUp: id };
      await recordCaseEvent(tx, { caseId: row.id, what: "follow_up_done", details, actorId: staff.actor.id, at });
      await recordEvent(staff, tx, { ...caseAudit("finish_follow_up", number), details });
    });
  });
}
