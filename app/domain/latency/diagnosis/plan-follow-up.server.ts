import { eq } from "drizzle-orm";
import { z } from "zod";
import { caseFile, diagnosis } from "#db/schema/cases.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import { caseAudit, lockCase } from "../../cases/guard-case.server.ts";
import { requireCaseWork } from "../../cases/require-case-work.ts";
import type { ServiceCtx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import type { Diagnosis } from "./diagnosis-types.ts";
import { planMeasurement } from "./plan-measurement.server.ts";

const schema = z.object({ diagnosisId: z.uuid("There is no such diagnosis.") });

/**
 * Plans that the worker measures the same hours of the week again, to say whether the advice helped.
 * @throws DomainError `not_found`; `conflict` when a measurement is planned already, or the diagnosis is of no case
 */
export async function planFollowUp(ctx: ServiceCtx, input: z.input<typeof schema>): Promise<{ id: string }> {
  return refusalsRecorded(ctx, caseAudit("follow_up", null), async () => {
    const staff = requirePermission(requireCaseWork(ctx), "customers.view");
    const { diagnosisId } = parseInput(schema, input);
    const [found] = await staff.db
      .select({ content: diagnosis.content, number: caseFile.number })
      .from(diagnosis)
      .leftJoin(caseFile, eq(caseFile.id, diagnosis.caseId))
      .where(eq(diagnosis.id, diagnosisId));
    if (!found) throw new DomainError("not_found", "There is no such diagnosis.");
    const { number, content } = found;
    if (number === null) throw new DomainError("conflict", "Only a diagnosis that is kept with a case is followed up.");
    const { from, to } = content as Diagnosis;
    const at = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      const made = await planMeasurement(tx, {
        caseId: row.id,
        span: { from: new Date(from), to: new Date(to) },
        actorId: staff.actor.id,
        at,
        timeZone: staff.profile.service.timeZone,
      });
      if (!made) throw new DomainError("conflict", "A measurement is planned already. It is made by itself.");
      await recordEvent(staff, tx, {
        ...caseAudit("follow_up", number),
        details: { followUp: made.id, diagnosis: diagnosisId },
      });
      return made;
    });
  });
}
