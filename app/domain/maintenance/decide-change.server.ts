import type { DbOrTx } from "#db/client.ts";
import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { OWN_CHANGE } from "./availability-rules.ts";
import { holdWindow, lockWindow, type MaintenanceWindow, ringMarks, writeWindow } from "./change-window.server.ts";
import { collidesWith, lockHours, scopeOf } from "./free-hours.server.ts";
import { hoursFault } from "./hours-rules.ts";
import type { Tiding } from "./mail-text-rules.ts";
import { changeTarget, endChange, type MaintenanceChange, requireChange } from "./open-change.server.ts";
import { tellCustomers } from "./tell-customers.server.ts";
import { titlesAfterMove } from "./title-rules.ts";
import { decisionForm } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

export type DecideChangeInput = {
  changeId: string;
  /** Of the window: the decision is about the window as the person saw it. */
  version: number;
  decision: string;
  note: string;
  /** The session-bound value of the form. */
  formToken: string;
};

/**
 * Approves or refuses a proposed change, as another person than the one who proposed it. What is approved is done with the
 * approval or not at all: the window has its new hours or is cancelled, calendars and Grafana follow, and of an announced one
 * everybody who was told is told again.
 * @throws DomainError `fresh_sign_in_needed`, `same_person`, `conflict` (somebody was first, the window was changed, or the hours
 *   have become impossible), `invalid` without a reason for a refusal
 */
export async function decideChange(ctx: ServiceCtx, input: DecideChangeInput): Promise<void> {
  await refusalsRecorded(
    ctx,
    { action: "maintenance_change.decide", target: changeTarget(input.changeId) },
    async () => {
      const staff = requirePermission(ctx, windowActions.decide.permission);
      requireFormToken(staff, input.formToken);
      requireFreshSignIn(staff);
      const form = parseInput(decisionForm, input);
      await staff.db.transaction(async (tx) => {
        await requirePermissionNow(tx, staff.actor.id, windowActions.decide.permission);
        const now = staff.clock.now();
        await lockHours(tx);
        const change = await requireChange(tx, input.changeId);
        if (change.proposedBy === staff.actor.id) throw new DomainError("same_person", OWN_CHANGE);
        await holdWindow(tx, change.windowId);
        // Of a proposal that waits no longer this says more than the window's version, which has moved on too.
        await endChange(tx, change, {
          state: form.decision === "approve" ? "approved" : "refused",
          decidedBy: staff.actor.id,
          decidedAt: now,
          decisionNote: form.note || null,
        });
        const window = await lockWindow(tx, "decide", { id: change.windowId, version: input.version }, now);
        if (form.decision === "approve") return apply(staff, tx, window, change);
        const details = { changeId: change.id, kind: change.kind, reason: form.note };
        await writeWindow(staff, tx, window, {}, { what: "change_refused", details });
      });
    },
  );
}

async function apply(
  staff: ServiceCtx<StaffActor>,
  tx: DbOrTx,
  window: MaintenanceWindow,
  change: MaintenanceChange,
): Promise<void> {
  const now = staff.clock.now();
  const hours = change.startsAt && change.endsAt ? { startsAt: change.startsAt, endsAt: change.endsAt } : null;
  if (hours) await requirePossible(tx, window, change, hours, now);
  const set = hours
    ? { ...hours, ...titlesAfterMove(window, hours.startsAt, staff.profile.service.timeZone) }
    : { state: "cancelled" as const, cancelledAt: now, cancelledBy: staff.actor.id };
  const changed = await writeWindow(
    staff,
    tx,
    window,
    { ...set, sequence: window.sequence + 1, changedAt: now },
    {
      what: "change_approved",
      details: {
        changeId: change.id,
        kind: change.kind,
        proposedBy: change.proposedBy,
        startsAt: hours?.startsAt.toISOString() ?? null,
        endsAt: hours?.endsAt.toISOString() ?? null,
        startedBefore: window.startsAt.toISOString(),
        endedBefore: window.endsAt.toISOString(),
      },
    },
  );
  const tiding: Tiding = hours ? "moved" : "cancelled";
  if (window.state === "announced") await tellCustomers(staff, tx, changed, tiding);
  if (window.wasPublic) await ringMarks(tx, changed);
}

/** Time has gone by since it was proposed: what was possible then may not be any more. */
async function requirePossible(
  tx: DbOrTx,
  window: MaintenanceWindow,
  change: MaintenanceChange,
  hours: { startsAt: Date; endsAt: Date },
  now: Date,
): Promise<void> {
  const fault = change.kind === "skip" ? null : hoursFault(change.kind, window, hours, now);
  if (fault) throw new DomainError("conflict", `${fault.message} Refuse this one and propose another.`);
  const components = await scopeOf(tx, window.id);
  const other = await collidesWith(tx, { ...hours, id: window.id, kind: window.kind, components });
  if (other)
    throw new DomainError(
      "conflict",
      `“${other.title}” is at the same time by now. Refuse this one and propose other hours.`,
    );
}
