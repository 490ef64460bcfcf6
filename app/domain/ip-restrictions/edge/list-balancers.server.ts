import { asc } from "drizzle-orm";
import { edgeBalancer } from "#db/schema/ip-restrictions.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { type BalancerState, balancerState } from "./balancer-rules.ts";
import type { BalancerKind } from "./formats/balancer-file-rules.ts";
import { newestArtefact } from "./newest-artefact.server.ts";

export type Balancers = {
  /** What is in force, and for how many customers; null where nothing was ever published. */
  inForce: { version: number; publishedAt: string; customers: number; networks: number } | null;
  balancers: {
    name: string;
    kind: BalancerKind;
    state: BalancerState;
    /** What it runs, as it said last, and since when (ISO). */
    version: number | null;
    since: string | null;
    reportedAt: string;
    error: string | null;
  }[];
};

/** Every balancer that has ever reported, and what it runs. @throws DomainError as `requirePermission` */
export async function listBalancers(ctx: Ctx): Promise<Balancers> {
  const { db, clock } = requirePermission(ctx, "ip_restrictions.view");
  const newest = await newestArtefact(db);
  const rows = await db.select().from(edgeBalancer).orderBy(asc(edgeBalancer.name));
  const now = clock.now();
  const lists = Object.values(newest?.content.customers ?? {});
  return {
    inForce: newest && {
      version: newest.version,
      publishedAt: newest.publishedAt.toISOString(),
      customers: lists.length,
      networks: lists.flat().length,
    },
    balancers: rows.map((row) => ({
      name: row.name,
      kind: row.kind,
      // Where nothing was published, none can run it.
      state: balancerState(row, newest ?? { version: 0, sha256: "" }, now),
      version: row.version,
      since: row.inForceSince?.toISOString() ?? null,
      reportedAt: row.reportedAt.toISOString(),
      error: row.error,
    })),
  };
}
