import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { caseFollowUp } from "#db/schema/cases.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { numberSchema } from "./case-schema.ts";
import { caseAudit, lockCase, requireUnsealed } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";
import { requireCaseWork } from "./require-case-work.ts";

const MOST_OPEN = 20;
const schema = z.object({
  number: numberSchema,
  kind: z.enum(["task", "measurement"]),
  text: z
    .string()
    .trim()
    .min(1, "Write what is to be done.")
    .max(300, "A follow-up can have at most 300 characters.")
    .refine((text) => !/[\r\n]/.test(text), "A follow-up is one line."),
  dueAt: z.date("Write a day and a time."),
});

/**
 * Adds something to be done later. The worker makes a measurement by itself; people do tasks.
 * @throws DomainError `not_found`, `invalid`, `conflict`, `limit`
 */
export async function addFollowUp(ctx: Ctx, input: z.input<typeof schema>): Promise<{ id: string }> {
  return refusalsRecorded(ctx, caseAudit("follow_up", input.number), async () => {
    const staff = requireCaseWork(ctx);
    const form = parseInput(schema, input);
    const at = staff.clock.now();
    if (form.dueAt <= at) throw new DomainError("invalid", "Choose a time that is still to come.", { field: "dueAt" });
    return staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, form.number);
      requireUnsealed(row);
      const open = and(eq(caseFollowUp.caseId, row.id), isNull(caseFollowUp.doneAt));
      if ((await tx.$count(caseFollowUp, open)) >= MOST_OPEN)
        throw new DomainError("limit", `A case has at most ${MOST_OPEN} open follow-ups. Finish some first.`);
      const { kind, text, dueAt } = form;
      const [made] = await tx
        .insert(caseFollowUp)
        .values({ caseId: row.id, kind, text, dueAt, createdBy: staff.actor.id, createdAt: at })
        .returning({ id: caseFollowUp.id });
      const details = { followUp: made!.id, kind, dueAt: dueAt.toISOString() };
      await recordCaseEvent(tx, { caseId: row.id, what: "follow_up", details, actorId: staff.actor.id, at });
      await recordEvent(staff, tx, { ...caseAudit("follow_up", form.number), details });
      return made!;
    });
  });
}
