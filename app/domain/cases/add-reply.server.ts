import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { languageSchema, numberSchema, textSchema } from "./case-schema.ts";
import { caseAudit, lockCase, requireUnsealed } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";

const schema = z.object({
  number: numberSchema,
  text: textSchema,
  language: languageSchema,
  templateId: z.string().max(60).nullable(),
});
/** What a template leaves for the agent to write. */
const TO_FILL_IN = "…";

/**
 * Keeps a reply on the time line and hands it to the ticket system, which knows how to reach the customer.
 * @throws DomainError `not_found`, `conflict`, `invalid` also while a place of the template is not filled in
 */
export async function addReply(ctx: Ctx, input: z.input<typeof schema>): Promise<void> {
  return refusalsRecorded(ctx, caseAudit("reply", input.number), async () => {
    const staff = requirePermission(ctx, "cases.work");
    const { number, text, language, templateId } = parseInput(schema, input);
    if (templateId !== null && text.split("\n").some((line) => line.trimEnd().endsWith(TO_FILL_IN)))
      throw new DomainError("invalid", "Fill in the places that the template left open: each ends with …", {
        field: "text",
      });
    await staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      requireUnsealed(row);
      const { id } = await recordCaseEvent(tx, {
        caseId: row.id,
        what: "reply",
        text,
        details: { language, templateId },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, { ...caseAudit("reply", number), details: { event: id, language, templateId } });
    });
  });
}
