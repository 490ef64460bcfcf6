import { sql } from "drizzle-orm";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { mailingRows } from "./mailing-rows.server.ts";
import type { MailingView } from "./mailing-view.ts";

/**
 * One mailing: how far it has come, its text as it went out, and what mail servers refused, by code.
 * @throws DomainError `not_signed_in`, `forbidden`, `not_found`
 */
export async function readMailing(ctx: Ctx, { id }: { id: string }): Promise<MailingView> {
  const { db, clock } = requirePermission(ctx, "mailings.view");
  const [found] = await mailingRows(db, sql`m.id::text = ${id}`, 1);
  if (!found) throw new DomainError("not_found", "There is no such mailing.");
  const codes = await db.execute<MailingView["codes"][number]>(sql`
    select error_code as code, count(*)::int as count,
      case when bounced_at is not null then 'bounced' when state = 'queued' then 'waiting' else state end as state
    from console.mailing_delivery
    where mailing_id = ${found.row.id} and error_code is not null
      and (state in ('refused', 'given_up', 'queued') or bounced_at is not null)
    group by 1, 3 order by 2 desc, 1`);
  const { texts, subjectKind, subjectId, nextAt } = found;
  return { ...found.row, now: clock.now().toISOString(), texts, subjectKind, subjectId, nextAt, codes: [...codes] };
}
