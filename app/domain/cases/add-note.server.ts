import { z } from "zod";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { numberSchema, textSchema } from "./case-schema.ts";
import { caseAudit, lockCase, requireUnsealed } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";
import { requireCaseWork } from "./require-case-work.ts";

const schema = z.object({ number: numberSchema, text: textSchema });

/** Writes a note for colleagues: no other system is told its text. @throws DomainError `not_found`, `invalid`, `conflict` */
export async function addNote(ctx: Ctx, input: z.input<typeof schema>): Promise<void> {
  return refusalsRecorded(ctx, caseAudit("note", input.number), async () => {
    const staff = requireCaseWork(ctx);
    const { number, text } = parseInput(schema, input);
    await staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      requireUnsealed(row);
      const event = { caseId: row.id, what: "note", text, actorId: staff.actor.id, at: staff.clock.now() };
      const { id } = await recordCaseEvent(tx, event);
      await recordEvent(staff, tx, { ...caseAudit("note", number), details: { event: id } });
    });
  });
}
