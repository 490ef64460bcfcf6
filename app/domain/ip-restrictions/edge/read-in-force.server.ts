import { asc, eq, sql } from "drizzle-orm";
import { edgeBalancer, ipRestriction } from "#db/schema/ip-restrictions.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { type BalancerState, balancerState } from "./balancer-rules.ts";
import { newestArtefact } from "./newest-artefact.server.ts";

export type InForce = {
  balancers: {
    name: string;
    kind: "haproxy" | "nginx";
    /** ISO; since when it has run a version that holds this restriction. Null: it never has. */
    since: string | null;
    /** Of the artefact that it runs. */
    sha256: string | null;
    state: BalancerState;
    /** It does not run the version in force, as far as is known. */
    behind: boolean;
    reportedAt: string;
    error: string | null;
  }[];
};

/**
 * On which balancers a restriction is in force, and since when.
 * @throws DomainError `not_found`, or as `requirePermission` throws
 */
export async function readInForce(ctx: Ctx, { restrictionId }: { restrictionId: string }): Promise<InForce> {
  const { db, clock } = requirePermission(ctx, "ip_restrictions.view");
  const [row] = await db
    .select({ businessId: ipRestriction.businessId, from: ipRestriction.approvedAt, to: ipRestriction.endedAt })
    .from(ipRestriction)
    .where(eq(ipRestriction.id, restrictionId));
  if (!row) throw new DomainError("not_found", "There is no such restriction.");
  const newest = await newestArtefact(db);
  if (!newest) return { balancers: [] };
  const balancers = await db
    .select({
      name: edgeBalancer.name,
      kind: edgeBalancer.kind,
      version: edgeBalancer.version,
      sha256: edgeBalancer.sha256,
      reportedAt: edgeBalancer.reportedAt,
      error: edgeBalancer.error,
      since: firstSince(row),
    })
    .from(edgeBalancer)
    .orderBy(asc(edgeBalancer.name));
  return {
    balancers: balancers.map(({ version, reportedAt, ...said }) => {
      const state = balancerState({ ...said, version, reportedAt }, newest, clock.now());
      return { ...said, state, behind: state !== "current", reportedAt: reportedAt.toISOString() };
    }),
  };
}

/**
 * The first time at which a balancer ran what was in force from the restriction's approval on. An approval that changed nothing
 * made no version: then what was in force before it says the same.
 */
function firstSince({ from, to }: { from: Date | null; to: Date | null }) {
  const start = from?.toISOString() ?? null;
  const end = to?.toISOString() ?? null;
  return sql<string | null>`(
    select to_char(min(f.since) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      from console.edge_in_force f
      join console.edge_artefact a on a.version = f.version
     where f.balancer = ${edgeBalancer.name}
       and f.version >= (select max(b.version) from console.edge_artefact b where b.published_at <= ${start}::timestamptz)
       and (${end}::timestamptz is null or a.published_at < ${end}::timestamptz))`;
}
