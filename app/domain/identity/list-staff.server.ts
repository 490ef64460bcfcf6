import { sql } from "drizzle-orm";
import type { Role } from "../access/permissions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

export type StaffRow = {
  id: string;
  displayName: string;
  email: string;
  /** invited: no identity bound yet. */
  state: "active" | "invited" | "deactivated";
  roles: Role[];
  proposedRoles: Role[];
  openSessions: number;
  /** Of any session, to the minute; null for a person who never signed in. */
  lastSeenAt: Date | null;
};

/** Everybody who has or had an account, by name, those deactivated last. @throws DomainError `not_signed_in`, `forbidden` */
export async function listStaff(ctx: Ctx): Promise<StaffRow[]> {
  const { db } = requirePermission(ctx, "staff.view");
  const rows = await db.execute<{
    id: string;
    display_name: string;
    email: string;
    state: StaffRow["state"];
    roles: Role[];
    proposed: Role[];
    open_sessions: number;
    last_seen_at: string | null;
  }>(sql`
    select s.id, s.display_name, s.email,
           case when not s.active then 'deactivated' when s.subject_hmac is null then 'invited' else 'active' end as state,
           array(select r.role from console.staff_role r where r.staff_id = s.id and r.state = 'active' order by 1) as roles,
           array(select r.role from console.staff_role r where r.staff_id = s.id and r.state = 'proposed' order by 1) as proposed,
           (select count(*)::int from console.session x where x.staff_id = s.id and x.ended_at is null) as open_sessions,
           (select max(x.last_seen_at) from console.session x where x.staff_id = s.id) as last_seen_at
      from console.staff s
     order by s.active desc, lower(s.display_name), s.id`);
  return rows.map((row) => ({
    id: row.id,
    displayName: row.display_name,
    email: row.email,
    state: row.state,
    roles: row.roles,
    proposedRoles: row.proposed,
    openSessions: row.open_sessions,
    lastSeenAt: row.last_seen_at === null ? null : new Date(row.last_seen_at),
  }));
}
