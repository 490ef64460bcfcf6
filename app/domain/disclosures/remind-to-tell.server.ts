import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { disclosure } from "#db/schema/disclosures.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { paths } from "../../paths.ts";
import { rolePermissions, roles } from "../access/permissions.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { disclosureEvent } from "./change-disclosure.server.ts";
import { numberOf } from "./disclosure-case.server.ts";
import { today } from "./helsinki-day-rules.ts";
import { reminderMail } from "./message-texts.ts";

const readers = roles.filter((role) => rolePermissions[role].includes("disclosures.view_content"));

/** Writes to the platform team, once, on the day from which a decision lets the customer be told. @returns about how many */
export async function remindToTell(ctx: ServiceCtx): Promise<{ reminded: number }> {
  const now = ctx.clock.now();
  const due = and(
    eq(disclosure.tellCustomer, "later"),
    lte(disclosure.tellAfter, today(now)),
    isNull(disclosure.toldAt),
    isNull(disclosure.tellRemindedAt),
    inArray(disclosure.state, ["delivered", "received"]),
  );
  const waiting = await ctx.db.select({ id: disclosure.id }).from(disclosure).where(due);
  let reminded = 0;
  for (const { id } of waiting)
    reminded += await ctx.db.transaction(async (tx) => {
      const [row] = await tx
        .update(disclosure)
        .set({ tellRemindedAt: now, version: sql`${disclosure.version} + 1` })
        .where(and(eq(disclosure.id, id), due))
        .returning();
      if (!row) return 0;
      const people = await tx
        .selectDistinct({ email: staff.email })
        .from(staff)
        .innerJoin(staffRole, eq(staffRole.staffId, staff.id))
        .where(and(eq(staff.active, true), inArray(staffRole.role, readers), eq(staffRole.state, "active")))
        .orderBy(asc(staff.email));
      const mail = reminderMail(await numberOf(tx, row), new URL(paths.disclosure(id), ctx.origins.console).href);
      for (const { email } of people)
        await queueMessage(ctx, tx, {
          channel: "email",
          recipient: email,
          ...mail,
          purpose: "disclosure_reminder",
          subjectId: id,
        });
      await recordEvent(ctx, tx, { ...disclosureEvent("remind_to_tell", id), details: { recipients: people.length } });
      return 1;
    });
  return { reminded };
}
