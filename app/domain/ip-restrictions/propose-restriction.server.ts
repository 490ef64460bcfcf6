import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import {
  lockRestriction,
  networksOf,
  restrictionEvent,
  type SeenRestriction,
  writeRestriction,
} from "./change-restriction.server.ts";
import type { DryRun } from "./dry-run-rules.ts";
import { ipActions } from "./ip-states.ts";

/**
 * Proposes a draft to a second person, with the trial that they are shown.
 * @throws DomainError `conflict` when the draft has moved on or was not tried as it is now
 */
export async function proposeRestriction(ctx: Ctx, input: SeenRestriction): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("propose", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.propose.permission);
    const at = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await lockRestriction(tx, "propose", input);
      const tried = row.dryRun as DryRun | null;
      if (tried?.networksSha256 !== row.networksSha256)
        throw new DomainError(
          "conflict",
          "Try the list against the last 30 days first: the second person decides by that.",
        );
      const networks = await networksOf(tx, row.id);
      if (networks.every(({ expiresAt }) => expiresAt !== null && new Date(expiresAt) <= at))
        throw new DomainError("conflict", "Every network of the list has ended meanwhile. Write the draft anew.");
      await writeRestriction(tx, "propose", row, { proposedBy: staff.actor.id, proposedAt: at });
      if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "propose", actorId: staff.actor.id, at });
      await recordEvent(staff, tx, {
        ...restrictionEvent("propose", row.id),
        details: { networksSha256: row.networksSha256, people: tried.people, programs: tried.programs },
      });
      return { id: row.id };
    });
  });
}
