import { and, eq, gte, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { noteEvent, ringMarks, windowEvent } from "./change-window.server.ts";
import { lockHours, requireFree, scopeOf } from "./free-hours.server.ts";
import { liveStates } from "./hours-rules.ts";
import { makeWindow } from "./make-window.server.ts";
import { tellCustomers } from "./tell-customers.server.ts";
import { titleColumns, urgentTitles } from "./title-rules.ts";
import { urgentForm } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/** The same form by the same person so soon after is a second press of the button, or the page loaded again. */
const SAME_PRESS_MS = 60_000;
/** What can wait longer is planned. */
const LONGEST_AHEAD_MS = 7 * 86_400_000;
const MINUTE = 60_000;

export type AnnounceUrgentInput = z.input<typeof urgentForm>;

/**
 * Announces urgent maintenance at once, now or within the next days: public, in Grafana, and by mail without a time to undo.
 * The sentence stands in all three languages as it was written.
 * @param input.startsAt an ISO instant; null is now
 * @throws DomainError `invalid` with the field
 */
export async function announceUrgent(ctx: ServiceCtx, input: AnnounceUrgentInput): Promise<{ id: string }> {
  return refusalsRecorded(ctx, windowEvent("announced", "new"), async () => {
    const staff = requirePermission(ctx, windowActions.announce.permission);
    const form = parseInput(urgentForm, input);
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      await lockHours(tx);
      const twice = await pressedTwice(staff, tx, form, now);
      if (twice) return twice;
      const startsAt = form.startsAt ?? now;
      requireSoon(form.startsAt, now);
      const hours = { startsAt, endsAt: new Date(startsAt.getTime() + form.minutes * MINUTE) };
      await requireKnown(tx, form.components);
      await requireFree(tx, { ...hours, id: null, kind: "urgent", components: form.components }, "components");
      const atOnce = form.startsAt === null;
      const window = await makeWindow(
        tx,
        staff.profile,
        {
          kind: "urgent",
          ...hours,
          ...titleColumns(urgentTitles),
          messageFi: form.sentence,
          messageSv: form.sentence,
          messageEn: form.sentence,
          state: atOnce ? "in_progress" : "announced",
          announcedAt: now,
          announcedBy: staff.actor.id,
          ...(atOnce ? { startedAt: now, startedBy: staff.actor.id } : {}),
          sequence: 1,
          changedAt: now,
          wasPublic: true,
          createdAt: now,
          createdBy: staff.actor.id,
        },
        form.components,
      );
      await noteEvent(staff, tx, window!, { what: "announced", details: { language: form.language } });
      if (atOnce) await noteEvent(staff, tx, window!, { what: "started" });
      await recordEvent(staff, tx, {
        ...windowEvent("announced", window!.id),
        details: {
          kind: "urgent",
          startsAt: hours.startsAt.toISOString(),
          endsAt: hours.endsAt.toISOString(),
          components: form.components,
          sequence: 1,
        },
      });
      await tellCustomers(staff, tx, window!, "announced");
      await ringMarks(tx, window!);
      return { id: window!.id };
    });
  });
}

/** The window that the same form has made, while it is there: what was cancelled since is announced anew. */
async function pressedTwice(
  ctx: ServiceCtx<StaffActor>,
  tx: DbOrTx,
  form: z.output<typeof urgentForm>,
  now: Date,
): Promise<{ id: string } | null> {
  const windows = await tx
    .select()
    .from(maintenanceWindow)
    .where(
      and(
        eq(maintenanceWindow.kind, "urgent"),
        inArray(maintenanceWindow.state, [...liveStates]),
        eq(maintenanceWindow.createdBy, ctx.actor.id),
        eq(maintenanceWindow.messageEn, form.sentence),
        gte(maintenanceWindow.createdAt, new Date(now.getTime() - SAME_PRESS_MS)),
      ),
    );
  for (const { id, createdAt, startsAt, endsAt } of windows) {
    const scope = await scopeOf(tx, id);
    const asAsked =
      startsAt.getTime() === (form.startsAt ?? createdAt).getTime() &&
      endsAt.getTime() - startsAt.getTime() === form.minutes * MINUTE &&
      scope.length === form.components.length &&
      scope.every((key) => form.components.includes(key));
    if (asAsked) return { id };
  }
  return null;
}

function requireSoon(startsAt: Date | null, now: Date): void {
  if (startsAt === null) return;
  const invalid = (message: string) => new DomainError("invalid", message, { field: "startsAt" });
  if (startsAt <= now)
    throw invalid("This time has passed. Give one that is still to come, or leave it empty for now.");
  if (startsAt.getTime() - now.getTime() > LONGEST_AHEAD_MS)
    throw invalid("This is more than a week ahead: use the month's planned window, moved if need be.");
}

async function requireKnown(tx: DbOrTx, keys: readonly string[]): Promise<void> {
  const rows = await tx.select({ key: component.key, retiredAt: component.retiredAt }).from(component);
  const known = new Set(rows.filter(({ retiredAt }) => retiredAt === null).map(({ key }) => key));
  if (!keys.every((key) => known.has(key)))
    throw new DomainError("invalid", "A component is not in the catalogue any more. Choose from the list.", {
      field: "components",
    });
}
