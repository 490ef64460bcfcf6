import { sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import {
  lockRestriction,
  restrictionEvent,
  type SeenRestriction,
  writeRestriction,
} from "./change-restriction.server.ts";
import { type DryRun, dryRunOf, type SignInGroup } from "./dry-run-rules.ts";
import { DRY_RUN_DAYS } from "./ip-figures-rules.ts";
import { ipActions } from "./ip-states.ts";

/**
 * Tries a list that is not in force against the customer's sign-ins of the last 30 days, and keeps the result with it: who
 * would have been locked out, from where, how often.
 * @throws DomainError `conflict` when the list has moved on
 */
export async function dryRun(ctx: ServiceCtx, input: SeenRestriction): Promise<DryRun> {
  return refusalsRecorded(ctx, restrictionEvent("dry_run", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.dry_run.permission);
    const at = staff.clock.now();
    const from = new Date(at.getTime() - DRY_RUN_DAYS * 86_400_000);
    return staff.db.transaction(async (tx) => {
      const row = await lockRestriction(tx, "dry_run", input);
      const groups = await signInGroups(tx, { restrictionId: row.id, businessId: row.businessId, from, at });
      const result = dryRunOf(groups, {
        at: at.toISOString(),
        from: from.toISOString(),
        days: DRY_RUN_DAYS,
        networksSha256: row.networksSha256!,
      });
      await writeRestriction(tx, "dry_run", row, { dryRun: result });
      const { signIns, people, programs } = result;
      await recordEvent(staff, tx, {
        ...restrictionEvent("dry_run", row.id),
        details: { networksSha256: row.networksSha256, signIns, people, programs },
      });
      return result;
    });
  });
}

/** Sign-ins by who and from where; an IPv4 address that the service wrote as IPv6 counts as what it is. */
async function signInGroups(
  tx: DbOrTx,
  { restrictionId, businessId, from, at }: { restrictionId: string; businessId: string; from: Date; at: Date },
): Promise<SignInGroup[]> {
  const rows = await tx.execute<
    Omit<SignInGroup, "lastSeen" | "lastRefused"> & { seen: number; missed: number | null }
  >(sql`
    with seen as (
      select person, role, client, at,
             case when address <<= '::ffff:0.0.0.0/96'::inet
                  then '0.0.0.0'::inet + (host(address)::inet - '::ffff:0.0.0.0'::inet) else host(address)::inet end as address
        from service.sign_ins
       where business_id = ${businessId} and at > ${from.toISOString()}::timestamptz and at <= ${at.toISOString()}::timestamptz
    ), judged as (
      select *, exists (
        select from console.ip_network n where n.restriction_id = ${restrictionId} and seen.address <<= n.network
           and (n.expires_at is null or n.expires_at > ${at.toISOString()}::timestamptz)) as listed
        from seen
    )
    select person, role, client,
           network(set_masklen(address, case family(address) when 4 then 24 else 48 end))::text as network,
           count(*)::int as "signIns", (count(*) filter (where not listed))::int as refused,
           extract(epoch from max(at))::float8 as seen,
           extract(epoch from max(at) filter (where not listed))::float8 as missed
      from judged group by 1, 2, 3, 4`);
  const instant = (seconds: number) => new Date(Math.round(seconds * 1000)).toISOString();
  return rows.map(({ seen, missed, ...group }) => ({
    ...group,
    lastSeen: instant(seen),
    lastRefused: missed === null ? null : instant(missed),
  }));
}
