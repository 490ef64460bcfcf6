import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { WARN_DAYS } from "./ip-figures-rules.ts";
import type { IpState } from "./ip-states.ts";
import type { RestrictionRow } from "./restriction-view.ts";

type Read = {
  id: string;
  business_id: string;
  customer: string;
  version: number;
  state: IpState;
  left: number;
  since: number;
  confirm_until: number | null;
  ends_at: number | null;
  when_all_expired: "open" | "closed" | null;
};

const ROWS_MAX = 500;

/** Lists with their counts, those that need somebody first; at most 500. @param where over `r` (the list) and `c` (the customer) */
export async function restrictionRows(db: DbOrTx, where: SQL, now: Date): Promise<RestrictionRow[]> {
  const rows = await db.execute<Read>(sql`
    select r.id, r.business_id, coalesce(c.name, r.business_id) as customer, r.version, r.state,
           n.left, extract(epoch from coalesce(r.ended_at, r.confirmed_at, r.approved_at, r.proposed_at, r.created_at))::float8 as since,
           extract(epoch from r.confirm_until)::float8 as confirm_until,
           case when n.all_end then extract(epoch from n.last)::float8 end as ends_at, r.when_all_expired
      from console.ip_restriction r
      left join service.customers c on c.business_id = r.business_id
      left join lateral (
        select count(*) filter (where expires_at is null or expires_at > ${now.toISOString()}::timestamptz)::int as left,
               bool_and(expires_at is not null) as all_end, max(expires_at) as last
          from console.ip_network where restriction_id = r.id) n on true
     where ${where}
     order by array_position(array['unconfirmed', 'proposed', 'draft', 'active'], r.state) nulls last, since desc, r.id
     limit ${ROWS_MAX}`);
  return rows.map((row) => {
    const endsAt = row.ends_at === null ? null : instant(row.ends_at);
    const inForce = row.state === "active" || row.state === "unconfirmed";
    const daysLeft = endsAt === null ? null : (new Date(endsAt).getTime() - now.getTime()) / 86_400_000;
    return {
      id: row.id,
      businessId: row.business_id,
      customer: row.customer,
      version: row.version,
      state: row.state,
      networks: row.left,
      since: instant(row.since),
      confirmUntil: row.state === "unconfirmed" && row.confirm_until !== null ? instant(row.confirm_until) : null,
      endsAt,
      whenAllExpired: row.when_all_expired,
      locksAll: inForce && row.left === 0 && row.when_all_expired !== "open",
      endingSoon: inForce && daysLeft !== null && daysLeft > 0 && daysLeft <= WARN_DAYS[0],
    };
  });
}

const instant = (seconds: number) => new Date(Math.round(seconds * 1000)).toISOString();
