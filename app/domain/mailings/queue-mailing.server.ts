import { and, eq, inArray } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import type { InLanguages } from "#db/schema/bulletins.ts";
import { type MailingTopic, type MailText, mailing } from "#db/schema/mailings.ts";
import { enqueue } from "../../platform/queue.server.ts";
import type { Ctx } from "../context.ts";

export type NewMailing = {
  topic: MailingTopic;
  subjectKind: "bulletin" | "window";
  subjectId: string;
  /** Of the subject: the same revision is told once, however often it is asked for. */
  revision: number;
  texts: InLanguages<MailText>;
  /** Mails are held until then; so long the mailing can be cancelled. */
  notBefore: Date;
};

/**
 * Writes a mailing in the caller's transaction: it goes out exactly when the change holds.
 * @returns its id, or null when this revision is told already
 */
export async function queueMailing(ctx: Pick<Ctx, "clock">, tx: DbOrTx, values: NewMailing): Promise<string | null> {
  const now = ctx.clock.now();
  const [row] = await tx
    .insert(mailing)
    .values({ ...values, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: mailing.id });
  if (!row) return null;
  // One that is held is found when its time has come.
  if (values.notBefore <= now) await enqueue(tx, "send-mailing", { mailingId: row.id });
  return row.id;
}

/** Takes back what has not begun to go out. @returns whether nothing of it went out or will */
export async function cancelMailing(
  tx: DbOrTx,
  subject: Pick<NewMailing, "subjectKind" | "subjectId" | "revision">,
): Promise<boolean> {
  const rows = await tx
    .update(mailing)
    .set({ state: "cancelled" })
    .where(
      and(
        eq(mailing.subjectKind, subject.subjectKind),
        eq(mailing.subjectId, subject.subjectId),
        eq(mailing.revision, subject.revision),
        inArray(mailing.state, ["queued"]),
      ),
    )
    .returning({ id: mailing.id });
  return rows.length > 0;
}
