import { and, desc, inArray, ne, sql } from "drizzle-orm";
import { message } from "#db/schema/exports.ts";
import { mailing } from "#db/schema/mailings.ts";
import type { Permission } from "../access/permissions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { NewMessage } from "./queue-message.server.ts";

const MOST_SHOWN = 100;

/** A message carries the link or code that it is about: whoever may not see the matter may not see the message. */
const neededFor: Record<NewMessage["purpose"], Permission> = {
  export_link: "exports.view",
  export_notice: "exports.view",
  export_erased: "exports.view",
  export_code: "exports.view",
  subscription_confirm: "mailings.view",
  maintenance_reminder: "mailings.view",
  ip_confirm: "ip_restrictions.view",
  ip_notice: "ip_restrictions.view",
  disclosure_link: "disclosures.view_content",
  disclosure_code: "disclosures.view_content",
  disclosure_reminder: "disclosures.view_content",
};

/** By the request or by one of its links: the link in it opens what each person earns. */
const ofPayroll = sql`exists (
  select from console.export_request request
    left join console.export_run run on run.request_id = request.id
    left join console.export_link link on link.run_id = run.id
   where request.part = 'payroll' and ${message.subjectId} in (request.id, link.id))`;

export type OutboxEntry = {
  id: string;
  /** `mailing`: one thing told to many, whose addresses are not shown. */
  channel: "email" | "sms" | "mailing";
  recipient: string | null;
  state: "queued" | "sending" | "sent" | "failed" | "cancelled";
  subject: string | null;
  body: string | null;
  at: Date;
};

/**
 * The demo's outbox: the newest 100 messages with their text, newest first, of what the person's roles may see. A mailing is
 * one entry, with its text in Finnish.
 */
export async function listOutbox(ctx: Ctx): Promise<OutboxEntry[]> {
  const { actor, db } = requirePermission(ctx, "outbox.view");
  const purposes = Object.entries(neededFor).flatMap(([purpose, needed]) =>
    actor.permissions.has(needed) ? [purpose] : [],
  );
  const messages = await db
    .select()
    .from(message)
    .where(
      and(
        inArray(message.purpose, purposes),
        actor.permissions.has("payroll_exports.prepare") ? undefined : sql`not ${ofPayroll}`,
      ),
    )
    .orderBy(desc(message.createdAt), desc(message.id))
    .limit(MOST_SHOWN);
  const mailings = actor.permissions.has("mailings.view")
    ? await db
        .select()
        .from(mailing)
        .where(ne(mailing.state, "queued"))
        .orderBy(desc(mailing.createdAt))
        .limit(MOST_SHOWN)
    : [];
  return [
    ...messages.map(({ id, channel, recipient, state, subject, body, createdAt }): OutboxEntry => {
      return { id, channel, recipient, state, subject, body, at: createdAt };
    }),
    ...mailings.map(({ id, state, texts, startedAt, createdAt }): OutboxEntry => {
      const { subject, text } = texts.fi;
      return { id, channel: "mailing", recipient: null, state, subject, body: text, at: startedAt ?? createdAt };
    }),
  ]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST_SHOWN);
}
