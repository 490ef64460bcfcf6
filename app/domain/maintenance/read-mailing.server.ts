import { and, count, desc, eq, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { mailing, mailingDelivery } from "#db/schema/mailings.ts";
import type { WindowView } from "./maintenance-view.ts";

/** How the newest mail about a window fares: whom it goes to is known once it has begun. */
export async function readMailing(db: DbOrTx, windowId: string): Promise<WindowView["mailing"]> {
  const [newest] = await db
    .select({ id: mailing.id, state: mailing.state })
    .from(mailing)
    .where(and(eq(mailing.subjectKind, "window"), eq(mailing.subjectId, windowId)))
    .orderBy(desc(mailing.revision))
    .limit(1);
  if (!newest) return null;
  const [told] = await db
    .select({
      recipients: count(),
      sent: sql<number>`count(*) filter (where ${mailingDelivery.state} = 'sent')`.mapWith(Number),
    })
    .from(mailingDelivery)
    .where(eq(mailingDelivery.mailingId, newest.id));
  return { ...newest, recipients: told?.recipients ?? 0, sent: told?.sent ?? 0 };
}
