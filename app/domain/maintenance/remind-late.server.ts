import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { staff, staffRole } from "#db/schema/identity.ts";
import { maintenanceEvent, maintenanceWindow } from "#db/schema/maintenance.ts";
import type { DbOrTx } from "#db/client.ts";
import { paths } from "../../paths.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { noteEvent, windowEvent } from "./change-window.server.ts";
import { type Reminder, reminderDue, reminderMail } from "./reminder-rules.ts";
import { announceBy } from "./timing-rules.ts";

/**
 * Writes to the release managers about planned windows whose announcement is late: once, and once more the day before. Several
 * workers may do this at once.
 * @returns how many windows were written about
 */
export async function remindLate(ctx: ServiceCtx): Promise<{ reminded: number }> {
  const waiting = await ctx.db
    .select({ id: maintenanceWindow.id })
    .from(maintenanceWindow)
    .where(unannounced(ctx))
    .orderBy(asc(maintenanceWindow.startsAt));
  let reminded = 0;
  for (const { id } of waiting) if (await remind(ctx, id)) reminded += 1;
  return { reminded };
}

const unannounced = ({ clock }: ServiceCtx) =>
  and(
    eq(maintenanceWindow.kind, "planned"),
    eq(maintenanceWindow.state, "planned"),
    gt(maintenanceWindow.startsAt, clock.now()),
  );

async function remind(ctx: ServiceCtx, id: string): Promise<Reminder | null> {
  const { maintenance, service } = ctx.profile;
  return ctx.db.transaction(async (tx) => {
    const [window] = await tx
      .select()
      .from(maintenanceWindow)
      .where(and(eq(maintenanceWindow.id, id), unannounced(ctx)))
      .for("update");
    if (!window) return null;
    const due = announceBy(window.startsAt, maintenance.announceDays, service.timeZone);
    const told = { title: window.titleEn, startsAt: window.startsAt, announceBy: due };
    const sent = await tx
      .select({ what: maintenanceEvent.what, at: maintenanceEvent.at })
      .from(maintenanceEvent)
      .where(and(eq(maintenanceEvent.windowId, id), inArray(maintenanceEvent.what, ["reminded", "reminded_again"])));
    const reminder = reminderDue(told, sent, ctx.clock.now(), service.timeZone);
    if (!reminder) return null;
    const link = new URL(paths.maintenanceWindow(id), ctx.origins.console).href;
    const people = await releaseManagers(tx);
    for (const recipient of people)
      await queueMessage(ctx, tx, {
        channel: "email",
        recipient,
        ...reminderMail(told, link),
        purpose: "maintenance_reminder",
        subjectId: id,
      });
    await noteEvent(ctx, tx, window, { what: reminder });
    await recordEvent(ctx, tx, { ...windowEvent(reminder, id), details: { recipients: people.length } });
    return reminder;
  });
}

async function releaseManagers(tx: DbOrTx): Promise<string[]> {
  const rows = await tx
    .select({ email: staff.email })
    .from(staff)
    .innerJoin(staffRole, eq(staffRole.staffId, staff.id))
    .where(and(eq(staff.active, true), eq(staffRole.role, "release_manager"), eq(staffRole.state, "active")))
    .orderBy(asc(staff.email));
  return rows.map(({ email }) => email);
}
