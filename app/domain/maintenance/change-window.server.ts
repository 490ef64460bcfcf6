import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { DbOrTx } from "#db/client.ts";
import { maintenanceChange, maintenanceEvent, maintenanceWindow } from "#db/schema/maintenance.ts";
import { enqueue } from "../../platform/queue.server.ts";
import { type AuditEntry, recordEvent } from "../audit/record-event.server.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { timeFault } from "./availability-rules.ts";
import type { WindowEventCode } from "./event-labels.ts";
import { type Seen, seenSchema } from "./window-schema.ts";
import { type WindowAction, type WindowState, windowActions, windowStateLabels } from "./window-states.ts";

export type MaintenanceWindow = typeof maintenanceWindow.$inferSelect;

const NOT_THERE = "There is no such maintenance window.";

/** How the trail names what is done with a window. */
export const windowEvent = (what: string, id: string): Pick<AuditEntry, "action" | "target"> => ({
  action: `maintenance_window.${what}`,
  target: { kind: "maintenance_window", id: seenSchema.shape.id.safeParse(id).success ? id : "unknown" },
});

/** @throws DomainError `not_found`: what is no id names no window */
export async function requireWindow(db: DbOrTx, id: string): Promise<MaintenanceWindow> {
  const parsed = seenSchema.shape.id.safeParse(id);
  const [row] = parsed.success
    ? await db.select().from(maintenanceWindow).where(eq(maintenanceWindow.id, parsed.data))
    : [];
  if (!row) throw new DomainError("not_found", NOT_THERE);
  return row;
}

/** The window, locked until the transaction ends. Its proposals are only touched while it is: always in this order. */
export async function holdWindow(tx: DbOrTx, id: string): Promise<MaintenanceWindow> {
  const [window] = await tx.select().from(maintenanceWindow).where(eq(maintenanceWindow.id, id)).for("update");
  if (!window) throw new DomainError("not_found", NOT_THERE);
  return window;
}

/**
 * The window of a change, locked until the transaction ends: in a state and at a time that allow the action, and in the version
 * that the person saw, so that of two people one wins and the other is told.
 * @throws DomainError `not_found`, or `conflict` with what the window is now
 */
export async function lockWindow(tx: DbOrTx, action: WindowAction, seen: Seen, now: Date): Promise<MaintenanceWindow> {
  if (!seenSchema.safeParse(seen).success) throw new DomainError("not_found", NOT_THERE);
  const window = await holdWindow(tx, seen.id);
  const rule = windowActions[action];
  const from: readonly WindowState[] = rule.from;
  if (!from.includes(window.state))
    throw new DomainError("conflict", `The window is now "${windowStateLabels[window.state]}". ${rule.disabled}`);
  if (window.version !== seen.version)
    throw new DomainError(
      "conflict",
      "Somebody changed the window after you opened it. Look at it as it is now, then decide again.",
    );
  const fault = timeFault(action, window, now);
  if (fault) throw new DomainError("conflict", fault);
  return window;
}

type Written = {
  what: WindowEventCode;
  /** For the history; `reason` and `text` stay there and never reach the trail. */
  details?: Record<string, unknown>;
};

/**
 * Writes a locked window's next version with its event and its row of the trail. Once it is no longer to come, a change that
 * waits falls away.
 */
export async function writeWindow(
  ctx: Ctx,
  tx: DbOrTx,
  window: Pick<MaintenanceWindow, "id" | "version">,
  set: PgUpdateSetSource<typeof maintenanceWindow>,
  { what, details = {} }: Written,
): Promise<MaintenanceWindow> {
  const [row] = await tx
    .update(maintenanceWindow)
    .set({ ...set, version: sql`${maintenanceWindow.version} + 1` })
    .where(and(eq(maintenanceWindow.id, window.id), eq(maintenanceWindow.version, window.version)))
    .returning();
  if (!row) throw new DomainError("conflict", "Somebody changed the window at the same moment. Look at it again.");
  await noteEvent(ctx, tx, row, { what, details });
  const { reason: _, text: __, ...codes } = details;
  await recordEvent(ctx, tx, {
    ...windowEvent(what, row.id),
    details: { version: row.version, state: row.state, sequence: row.sequence, ...codes },
  });
  if (row.state !== "planned" && row.state !== "announced") await lapseChange(ctx, tx, row);
  return row;
}

/** Adds to a window's history. */
export async function noteEvent(
  ctx: Ctx,
  tx: DbOrTx,
  window: Pick<MaintenanceWindow, "id" | "version">,
  { what, details = {} }: Written,
): Promise<void> {
  await tx.insert(maintenanceEvent).values({
    windowId: window.id,
    at: ctx.clock.now(),
    actorId: ctx.actor.kind === "staff" ? ctx.actor.id : null,
    what,
    details: { ...details, version: window.version },
  });
}

async function lapseChange(ctx: Ctx, tx: DbOrTx, window: MaintenanceWindow): Promise<void> {
  const [lapsed] = await tx
    .update(maintenanceChange)
    .set({ state: "withdrawn", decidedAt: ctx.clock.now() })
    .where(and(eq(maintenanceChange.windowId, window.id), eq(maintenanceChange.state, "proposed")))
    .returning();
  if (!lapsed) return;
  await noteEvent(ctx, tx, window, { what: "change_lapsed", details: { kind: lapsed.kind } });
  await recordEvent(ctx, tx, { ...windowEvent("change_lapsed", window.id), details: { changeId: lapsed.id } });
}

/** Lets Grafana's silences and annotations follow the window, once the change holds. */
export async function ringMarks(tx: DbOrTx, window: Pick<MaintenanceWindow, "id">): Promise<void> {
  await enqueue(tx, "reconcile-marks", { ownerKind: "window", ownerId: window.id });
}

/**
 * Runs the write of an action. A form that the same person sent twice (a second press of the button, a page loaded again) is
 * written once: the second time gets the window as it is, and no conflict with oneself.
 * @param same what makes it the same: the event that the first press wrote, with these of its details
 */
export async function doneOnce(
  ctx: Ctx<StaffActor>,
  seen: Seen,
  same: Written,
  write: () => Promise<MaintenanceWindow>,
): Promise<MaintenanceWindow> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "conflict" || !seenSchema.safeParse(seen).success)
      throw error;
    const written = JSON.stringify({ ...same.details, version: seen.version + 1 });
    const [first] = await ctx.db
      .select({ id: maintenanceEvent.id })
      .from(maintenanceEvent)
      .where(
        and(
          eq(maintenanceEvent.windowId, seen.id),
          eq(maintenanceEvent.actorId, ctx.actor.id),
          eq(maintenanceEvent.what, same.what),
          sql`${maintenanceEvent.details} @> ${written}::jsonb`,
        ),
      )
      .limit(1);
    if (!first) throw error;
    return requireWindow(ctx.db, seen.id);
  }
}
