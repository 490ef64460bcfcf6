import { diagnosis as diagnosisTable } from "#db/schema/cases.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import { type CaseFile, caseAudit, definitionOf, lockCase, requireCase } from "../../cases/guard-case.server.ts";
import { moveCase } from "../../cases/move-case.server.ts";
import { recordCaseEvent } from "../../cases/record-case-event.server.ts";
import { requireCaseWork } from "../../cases/require-case-work.ts";
import type { ServiceCtx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { diagnose } from "./diagnose.server.ts";
import { type DiagnosisInput, diagnosisInput } from "./diagnosis-input.ts";
import { planMeasurement } from "./plan-measurement.server.ts";

/** What the service itself did is not measured as advice: its customer has nothing to change. */
const ADVISED = new Set(["network", "browser", "reports", "integration", "robot"]);

/**
 * Diagnoses the slowdown of a case and keeps it with the case as it is now: its figures, queries and verdict stay true. Where the
 * customer is given advice, the same hours of the next week are measured again.
 * @param input.number of a case of the kind slowdown, of this customer
 * @throws DomainError `not_found`; `conflict` for a case that is closed or of another kind; `invalid` for another customer or a
 *   period that cannot be diagnosed
 */
export async function diagnoseCase(
  ctx: ServiceCtx,
  { number, ...input }: DiagnosisInput & { number: number },
  signal?: AbortSignal,
): Promise<{ id: string }> {
  return refusalsRecorded(ctx, caseAudit("diagnose", number), async () => {
    const staff = requirePermission(requireCaseWork(ctx), "customers.view");
    const { businessId, from, to } = parseInput(diagnosisInput, input);
    // Asking Grafana takes seconds: the case is not held meanwhile, and looked at again afterwards.
    requireDiagnosable(await requireCase(staff.db, number), businessId);
    const content = await diagnose(staff, input, signal);
    const at = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      requireDiagnosable(row, businessId);
      const [made] = await tx
        .insert(diagnosisTable)
        .values({ caseId: row.id, businessId, content, madeBy: staff.actor.id, madeAt: at })
        .returning({ id: diagnosisTable.id });
      const [main] = content.verdicts;
      const details = { diagnosis: made!.id, cause: main?.cause ?? null, confidence: main?.confidence ?? null };
      await recordCaseEvent(tx, { caseId: row.id, what: "diagnosed", details, actorId: staff.actor.id, at });
      await moveCase(tx, { caseId: row.id, action: "diagnose", actorId: staff.actor.id, at });
      if (content.verdicts.some(({ cause }) => ADVISED.has(cause)))
        await planMeasurement(tx, {
          caseId: row.id,
          span: { from, to },
          actorId: staff.actor.id,
          at,
          timeZone: staff.profile.service.timeZone,
        });
      await recordEvent(staff, tx, { ...caseAudit("diagnose", number), details });
      return made!;
    });
  });
}

function requireDiagnosable(row: CaseFile, businessId: string): void {
  if (row.kind !== "slowdown") throw new DomainError("conflict", "Only a case about a slowdown is diagnosed.");
  if (definitionOf(row).states[row.state]?.closed)
    throw new DomainError("conflict", "The case is closed. Open it again to diagnose it.");
  if (row.businessId !== businessId)
    throw new DomainError("invalid", "The case is of another customer.", { field: "businessId" });
}
