import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { holdsPermissionNow } from "../access/require-permission-now.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { seenSchema } from "./case-schema.ts";
import { caseAudit, definitionOf, lockCase, updateCase } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";
import { requireCaseWork } from "./require-case-work.ts";

const schema = seenSchema.extend({ assigneeId: z.uuid("Choose a person of the list.").nullable() });

/**
 * Gives a case to somebody who may work on it, or to nobody.
 * @throws DomainError `not_found`, `conflict` on another version than the one seen, `invalid` for a person who may not,
 *   `forbidden` for customer service where the case is sealed
 */
export async function assignCase(ctx: Ctx, input: z.input<typeof schema>): Promise<void> {
  return refusalsRecorded(ctx, caseAudit("assign", input.number), async () => {
    const staff = requireCaseWork(ctx);
    const { number, version, assigneeId } = parseInput(schema, input);
    const at = staff.clock.now();
    await staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      if (definitionOf(row).sealed) requirePermission(staff, "cases.platform");
      const able = definitionOf(row).sealed
        ? (["disclosures.execute"] as const)
        : (["cases.work", "cases.platform"] as const);
      const holds = async () => {
        for (const permission of able) if (await holdsPermissionNow(tx, assigneeId!, permission)) return true;
        return false;
      };
      if (assigneeId !== null && !(await holds()))
        throw new DomainError("invalid", "This person may not work on the case. Choose another.", {
          field: "assigneeId",
        });
      await updateCase(tx, { id: row.id, version }, { assigneeId });
      await recordCaseEvent(tx, {
        caseId: row.id,
        what: "assigned",
        details: { from: row.assigneeId, to: assigneeId },
        actorId: staff.actor.id,
        at,
      });
      await recordEvent(staff, tx, {
        ...caseAudit("assign", number),
        details: { from: row.assigneeId, to: assigneeId },
      });
    });
  });
}
