import { eq } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { scopeSha256 } from "#exporters/law/scope.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { decideRequestScope } from "./decide-request-scope.server.ts";
import { exportActions } from "./export-states.ts";

/**
 * Records the scope that the law gives, for another person to approve.
 * @param input.scopeSha256 the hash of the scope that the person was shown
 * @throws DomainError `conflict` when the request or the ledger's years have changed since; `invalid` when the law gives no scope
 */
export async function scopeExport(
  ctx: Ctx,
  input: { id: string; version: number; scopeSha256: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("scope", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.scope.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "scope", input, {
        scopedBy: staff.actor.id,
        scopedAt: staff.clock.now(),
      });
      const scope = await decideRequestScope(tx, request);
      const hash = scopeSha256(scope);
      if (hash !== input.scopeSha256) {
        throw new DomainError(
          "conflict",
          "The ledger's financial years changed while you were reading. Look at the new scope, then record it.",
        );
      }
      if (!scope.years.some((year) => year.included) && !scope.records.some((record) => record.included)) {
        throw new DomainError("invalid", "No financial year is in the scope, so there is nothing to archive.");
      }
      const [recorded] = await tx
        .update(exportRequest)
        .set({ scope, scopeSha256: hash })
        .where(eq(exportRequest.id, request.id))
        .returning();
      await recordEvent(staff, tx, {
        ...requestEvent("scope", request.id),
        details: {
          scopeSha256: hash,
          asOf: scope.asOf,
          part: scope.part,
          adjustments: scope.adjustments.map(({ reason: _, ...adjustment }) => adjustment),
          recordsIn: scope.records.filter((record) => record.included).length,
          recordsOut: scope.records.filter((record) => !record.included).length,
          yearsIn: scope.years.filter((year) => year.included).map((year) => year.endsOn),
          yearsOut: scope.years.filter((year) => !year.included).map((year) => year.endsOn),
        },
      });
      return recorded!;
    });
  });
}
