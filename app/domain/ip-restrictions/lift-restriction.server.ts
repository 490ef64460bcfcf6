import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { lockRestriction, type Restriction, restrictionEvent, writeRestriction } from "./change-restriction.server.ts";
import { publishArtefact } from "./edge/publish-artefact.server.ts";
import { ipActions } from "./ip-states.ts";
import { endReasonSchema } from "./restriction-schema.ts";
import { mailEnd } from "./tell-requester.server.ts";

export type LiftRestrictionInput = {
  id: string;
  reason: string;
  /** The customer's business id, typed: one customer is not lifted for another. */
  typed: string;
};

/**
 * Ends at once what is in force for a customer, for an emergency: one person, no second one, and whatever version the person saw.
 * What an unconfirmed list replaced does not come back. The requester is told.
 * @throws DomainError `invalid` without a reason or with another business id, `conflict` when nothing is in force any more
 */
export async function liftRestriction(ctx: ServiceCtx, input: LiftRestrictionInput): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("lift", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.lift.permission);
    const { reason } = parseInput(endReasonSchema, { reason: input.reason });
    return staff.db.transaction(async (tx) => {
      await requirePermissionNow(tx, staff.actor.id, ipActions.lift.permission);
      const row = await lockRestriction(tx, "lift", { id: input.id });
      if (input.typed.trim() !== row.businessId)
        throw new DomainError("invalid", `Type the customer's business id, ${row.businessId}, to lift its list.`, {
          field: "typed",
        });
      const at = staff.clock.now();
      await writeRestriction(tx, "lift", row, { endedBy: staff.actor.id, endedAt: at, endReason: reason });
      await mailEnd(staff, tx, row, "lifted");
      for (const caseId of await casesOf(tx, row))
        await moveCase(tx, { caseId, action: "end", actorId: staff.actor.id, at });
      const artefact = await publishArtefact(tx, { at });
      await recordEvent(staff, tx, {
        ...restrictionEvent("lift", row.id),
        details: { businessId: row.businessId, was: row.state, artefact: artefact.version },
      });
      return { id: row.id };
    });
  });
}

/** Of the list, and of the one that does not come back in its place. */
async function casesOf(tx: DbOrTx, { caseId, replaces, state }: Restriction): Promise<string[]> {
  const [before] =
    replaces && state === "unconfirmed"
      ? await tx.select({ caseId: ipRestriction.caseId }).from(ipRestriction).where(eq(ipRestriction.id, replaces))
      : [];
  return [...new Set([caseId, before?.caseId ?? null])].filter((id) => id !== null);
}
