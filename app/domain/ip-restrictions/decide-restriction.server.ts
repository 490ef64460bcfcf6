import { eq } from "drizzle-orm";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import type { DbOrTx } from "#db/client.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import { parseInput } from "../parse-input.ts";
import {
  lockInForce,
  lockRestriction,
  networksOf,
  type Restriction,
  restrictionEvent,
  type SeenRestriction,
  writeRestriction,
} from "./change-restriction.server.ts";
import type { DryRun } from "./dry-run-rules.ts";
import { publishArtefact } from "./edge/publish-artefact.server.ts";
import { CONFIRM_MINUTES, DRY_RUN_FRESH_HOURS } from "./ip-figures-rules.ts";
import { ipActions, SAME_PERSON, wroteOn } from "./ip-states.ts";
import { listSha256 } from "./list-hash-rules.ts";
import { endReasonSchema } from "./restriction-schema.ts";
import { mailConfirmation } from "./tell-requester.server.ts";

export type DecideRestrictionInput = SeenRestriction & {
  decision: "approve" | "refuse";
  /** The hash of the list that the person was shown: nothing else is approved. */
  networksSha256: string;
  /** Why it is refused. */
  reason: string;
  /** The session-bound value of the form. */
  formToken: string;
};

/**
 * Decides a proposed list as another person than whoever wrote on it or proposed it. Approved, it is in force at once in place of
 * what was, and the requester has ten minutes to open the mailed link from a listed network.
 * @throws DomainError `fresh_sign_in_needed`, `same_person`, `conflict`, `invalid` (no reason), `forbidden` (wrong form token, or
 *   the role is gone)
 */
export async function decideRestriction(ctx: ServiceCtx, input: DecideRestrictionInput): Promise<{ id: string }> {
  const action = input.decision === "approve" ? "approve" : "refuse";
  return refusalsRecorded(ctx, restrictionEvent(action, input.id), async () => {
    const staff = requirePermission(ctx, ipActions[action].permission);
    requireFormToken(staff, input.formToken);
    requireFreshSignIn(staff);
    return staff.db.transaction(async (tx) => {
      await requirePermissionNow(tx, staff.actor.id, ipActions[action].permission);
      // Locked until the end, so that who wrote on it and what it says cannot change after the checks.
      const row = await lockRestriction(tx, action, { id: input.id, version: input.version });
      if (action === "refuse") await refuse(staff, tx, row, input.reason);
      else await approve(staff, tx, row, input.networksSha256);
      return { id: row.id };
    });
  });
}

async function refuse(ctx: ServiceCtx<StaffActor>, tx: DbOrTx, row: Restriction, given: string): Promise<void> {
  const { reason } = parseInput(endReasonSchema, { reason: given });
  const at = ctx.clock.now();
  await writeRestriction(tx, "refuse", row, { endedBy: ctx.actor.id, endedAt: at, endReason: reason });
  if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "return", actorId: ctx.actor.id, at });
  await recordEvent(ctx, tx, restrictionEvent("refuse", row.id));
}

async function approve(ctx: ServiceCtx<StaffActor>, tx: DbOrTx, row: Restriction, shown: string): Promise<void> {
  const at = ctx.clock.now();
  await requireOther(ctx, tx, row);
  await requireAsShown(tx, row, shown, at);
  const before = await lockInForce(tx, row.businessId);
  if (before?.state === "unconfirmed")
    throw new DomainError(
      "conflict",
      "The version before this one is not confirmed yet. It is confirmed or rolled back within ten minutes: decide then.",
    );
  if (before)
    await tx
      .update(ipRestriction)
      .set({ state: "superseded", endedAt: at, rowVersion: before.rowVersion + 1 })
      .where(eq(ipRestriction.id, before.id));
  const token = newToken();
  const until = new Date(at.getTime() + CONFIRM_MINUTES * 60_000);
  await writeRestriction(tx, "approve", row, {
    approvedBy: ctx.actor.id,
    approvedAt: at,
    replaces: before?.id ?? null,
    confirmSha256: sha256Hex(token),
    confirmUntil: until,
  });
  await mailConfirmation(ctx, tx, row, { token, until });
  if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "approve", actorId: ctx.actor.id, at });
  const artefact = await publishArtefact(tx, { at });
  await recordEvent(ctx, tx, {
    ...restrictionEvent("approve", row.id),
    details: {
      businessId: row.businessId,
      networksSha256: shown,
      proposedBy: row.proposedBy,
      replaces: before?.id ?? null,
      confirmUntil: until.toISOString(),
      artefact: artefact.version,
    },
  });
}

/** One human has one account: identities and addresses are unique among the staff. What is left is the customer's address. */
async function requireOther(ctx: ServiceCtx<StaffActor>, tx: DbOrTx, row: Restriction): Promise<void> {
  const [me] = await tx.select({ email: staffTable.email }).from(staffTable).where(eq(staffTable.id, ctx.actor.id));
  const isRequester = me?.email.toLowerCase() === row.requesterEmail.toLowerCase();
  if (isRequester || wroteOn(ctx.actor.id, row)) throw new DomainError("same_person", SAME_PERSON);
}

async function requireAsShown(tx: DbOrTx, row: Restriction, shown: string, at: Date): Promise<void> {
  const networks = await networksOf(tx, row.id);
  // Hashed anew from what is stored: what balancers will load is what was on the screen, and what was tried.
  const stored = listSha256({ businessId: row.businessId, networks, whenAllExpired: row.whenAllExpired });
  const tried = row.dryRun as DryRun | null;
  if (stored !== shown || row.networksSha256 !== shown || tried?.networksSha256 !== shown)
    throw new DomainError("conflict", "The list is not the one you were shown. Look at it again, then decide.");
  if (at.getTime() - new Date(tried.at).getTime() > DRY_RUN_FRESH_HOURS * 3_600_000)
    throw new DomainError(
      "conflict",
      `The trial is older than ${DRY_RUN_FRESH_HOURS} hours. Try the list again, look at the result, then decide.`,
    );
  if (networks.every(({ expiresAt }) => expiresAt !== null && new Date(expiresAt) <= at))
    throw new DomainError(
      "conflict",
      "Every network of the list has ended meanwhile. Refuse it: it has to be written anew.",
    );
}
