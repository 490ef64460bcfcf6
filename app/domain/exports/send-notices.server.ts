import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportNotice, exportRequest } from "#db/schema/exports.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { paths } from "../../paths.ts";
import { rolePermissions, roles } from "../access/permissions.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { archiveFiles } from "./archive-files.server.ts";
import { helsinkiDay } from "./clock-rules.ts";
import { endedStates } from "./export-states.ts";
import { receiptMail, reminderMail, warningMail } from "./life-mails.ts";
import { loadSwitch, loadSwitches } from "./load-switches.server.ts";
import { type Notice, noticesDue } from "./notice-rules.ts";

const officers = roles.filter((role) => rolePermissions[role].includes("exports.hand_over"));

/**
 * Writes to customers and export officers about the dates that are coming, each notice once for each date. Several workers may
 * do this at once.
 * @returns how many notices were sent
 */
export async function sendNotices(ctx: ServiceCtx): Promise<{ sent: number }> {
  const now = ctx.clock.now();
  const today = helsinkiDay(now);
  const living = notInArray(exportRequest.state, [...endedStates, "erased"]);
  let sent = 0;
  for (const { id, ...facts } of await loadSwitches(ctx.db, living, now)) {
    if (noticesDue(facts, today).length === 0) continue;
    sent += await ctx.db.transaction(async (tx) => {
      const [request] = await tx.select().from(exportRequest).where(eq(exportRequest.id, id)).for("update");
      let done = 0;
      for (const notice of noticesDue(await loadSwitch(tx, id, now), today)) {
        const [first] = await tx
          .insert(exportNotice)
          .values({ requestId: id, kind: notice.kind, dueOn: notice.dueOn, sentAt: now })
          .onConflictDoNothing()
          .returning({ kind: exportNotice.kind });
        if (!first) continue;
        const recipients = await send(ctx, tx, request!, notice);
        await recordEvent(ctx, tx, {
          action: "export_notice.send",
          target: { kind: "export_request", id },
          details: { kind: notice.kind, dueOn: notice.dueOn, until: notice.until, recipients },
        });
        done += 1;
      }
      return done;
    });
  }
  return { sent };
}

async function send(
  ctx: ServiceCtx,
  tx: DbOrTx,
  request: typeof exportRequest.$inferSelect,
  notice: Notice,
): Promise<number> {
  const told = { company: request.companyName, part: request.part, until: notice.until };
  const mail =
    notice.to === "officers"
      ? warningMail(notice.kind, {
          number: request.number,
          until: notice.until,
          link: new URL(paths.exportDates(request.id), ctx.origins.console).href,
        })
      : notice.kind === "receipt"
        ? receiptMail(request.language, { ...told, on: notice.dueOn, fetched: await archiveFiles(tx, request.id) })
        : reminderMail(request.language, told);
  const recipients = notice.to === "officers" ? await officerAddresses(tx) : [request.recipientEmail];
  for (const recipient of recipients)
    await queueMessage(ctx, tx, {
      channel: "email",
      recipient,
      ...mail,
      purpose: "export_notice",
      subjectId: request.id,
    });
  return recipients.length;
}

async function officerAddresses(tx: DbOrTx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ email: staff.email })
    .from(staff)
    .innerJoin(staffRole, eq(staffRole.staffId, staff.id))
    .where(and(eq(staff.active, true), inArray(staffRole.role, officers), eq(staffRole.state, "active")))
    .orderBy(asc(staff.email));
  return rows.map(({ email }) => email);
}
