import { and, eq, inArray } from "drizzle-orm";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { networksOf } from "./change-restriction.server.ts";
import { inForceStates } from "./ip-states.ts";
import type { NetworkEntry } from "./network-lines-rules.ts";

/** What is in force for a customer, without networks that have ended: what a change begins from. Null: nothing is. */
export async function networksInForce(
  ctx: Ctx,
  { businessId }: { businessId: string },
): Promise<{ version: number; networks: NetworkEntry[]; whenAllExpired: "open" | "closed" | null } | null> {
  const { db, clock } = requirePermission(ctx, "ip_restrictions.view");
  const [row] = await db
    .select({ id: ipRestriction.id, version: ipRestriction.version, whenAllExpired: ipRestriction.whenAllExpired })
    .from(ipRestriction)
    .where(and(eq(ipRestriction.businessId, businessId), inArray(ipRestriction.state, [...inForceStates])));
  if (!row) return null;
  const now = clock.now();
  const networks = (await networksOf(db, row.id)).filter(
    ({ expiresAt }) => expiresAt === null || new Date(expiresAt) > now,
  );
  return { version: row.version, whenAllExpired: row.whenAllExpired, networks };
}
