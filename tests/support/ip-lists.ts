import type { TestDatabase } from "#tests/setup/database.ts";

let versions = 0;

/** A restriction that is in force, as its rows; publishing is the caller's. A network may have its own last moment. */
export async function restriction(
  { sql }: Pick<TestDatabase, "sql">,
  businessId: string,
  networks: (string | { network: string; expiresAt: Date })[],
  { state = "active", approvedAt = new Date("2026-11-24T09:00:00Z") }: { state?: string; approvedAt?: Date } = {},
): Promise<string> {
  versions += 1;
  const [by] = await sql`
    insert into console.staff (display_name, email) values ('Pirkko', ${`lists-${versions}@huolto.example`}) returning id`;
  const [row] = await sql`
    insert into console.ip_restriction
      (business_id, version, state, requester_name, requester_authority, requester_email, created_by, approved_at)
    values (${businessId}, ${versions}, ${state}, 'R', 'CEO', 'r@customer.example', ${by!.id}, ${approvedAt.toISOString()}) returning id`;
  for (const one of networks) {
    const { network, expiresAt } = typeof one === "string" ? { network: one, expiresAt: null } : one;
    await sql`insert into console.ip_network (restriction_id, network, label, expires_at)
      values (${row!.id}, ${network}, 'Office', ${expiresAt?.toISOString() ?? null})`;
  }
  return row!.id;
}

export async function endRestriction({ sql }: Pick<TestDatabase, "sql">, id: string): Promise<void> {
  await sql`update console.ip_restriction set state = 'lifted', ended_at = now() where id = ${id}`;
}
