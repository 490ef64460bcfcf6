import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { ipNetwork, ipRestriction } from "#db/schema/ip-restrictions.ts";
import type { AuditEntry } from "../audit/record-event.server.ts";
import { DomainError } from "../errors.ts";
import { type IpAction, inForceStates, ipRule, ipStateLabels } from "./ip-states.ts";
import type { NetworkEntry } from "./network-lines-rules.ts";

export type Restriction = typeof ipRestriction.$inferSelect;
/** Which list a form names, and which version of its row the person saw. */
export type SeenRestriction = { id: string; version: number };

const seenSchema = z.object({ id: z.uuid(), version: z.int().positive().max(2_147_483_647).optional() });
const NOT_FOUND = "There is no such list of networks.";

/** How the trail names what is done with a list. */
export const restrictionEvent = (
  what: IpAction | "create" | "warn" | "end_networks",
  id: string,
): Pick<AuditEntry, "action" | "target"> => ({
  action: `ip_restriction.${what}`,
  target: { kind: "ip_restriction", id: z.uuid().safeParse(id).success ? id : "unknown" },
});

/**
 * Locks a list until the transaction ends, if the action can be done with it: of two people, or a person and the worker, the
 * first does it and the other is told.
 * @param seen without a version: whichever it is now
 * @throws DomainError `not_found`, or `conflict` with what the list is now
 */
export async function lockRestriction(
  tx: DbOrTx,
  action: IpAction,
  seen: { id: string; version?: number },
): Promise<Restriction> {
  if (!seenSchema.safeParse(seen).success) throw new DomainError("not_found", NOT_FOUND);
  const [row] = await tx.select().from(ipRestriction).where(eq(ipRestriction.id, seen.id)).for("update");
  if (!row) throw new DomainError("not_found", NOT_FOUND);
  const { from, disabled } = ipRule(action);
  if (!from.includes(row.state))
    throw new DomainError("conflict", `The list is now "${ipStateLabels[row.state]}". ${disabled}`);
  if (seen.version !== undefined && seen.version !== row.rowVersion)
    throw new DomainError(
      "conflict",
      "Somebody changed the list after you opened it. Look at it as it is now, then decide again.",
    );
  return row;
}

/** Writes what the action makes of a list that the transaction holds locked. */
export async function writeRestriction(
  tx: DbOrTx,
  action: IpAction,
  row: Restriction,
  set: PgUpdateSetSource<typeof ipRestriction> = {},
): Promise<Restriction> {
  const { to } = ipRule(action);
  const [written] = await tx
    .update(ipRestriction)
    .set({ ...(to ? { state: to } : {}), ...set, rowVersion: sql`${ipRestriction.rowVersion} + 1` })
    .where(and(eq(ipRestriction.id, row.id), eq(ipRestriction.rowVersion, row.rowVersion)))
    .returning();
  return written!;
}

/** What is in force for a customer, locked; null: nothing. */
export async function lockInForce(tx: DbOrTx, businessId: string): Promise<Restriction | null> {
  const locked = async () => {
    const [row] = await tx
      .select()
      .from(ipRestriction)
      .where(and(eq(ipRestriction.businessId, businessId), inArray(ipRestriction.state, [...inForceStates])))
      .for("update");
    return row ?? null;
  };
  // The first may have waited for a list that was rolled back meanwhile: only the second sees what is in force again.
  return (await locked()) ?? (await locked());
}

/** A list's networks in the order of their addresses, as they were typed. */
export async function networksOf(db: DbOrTx, restrictionId: string): Promise<NetworkEntry[]> {
  const rows = await db
    .select()
    .from(ipNetwork)
    .where(eq(ipNetwork.restrictionId, restrictionId))
    .orderBy(ipNetwork.network);
  return rows.map(({ network, label, expiresAt }) => ({ network, label, expiresAt: expiresAt?.toISOString() ?? null }));
}

/** The condition of a network that lets people in at an instant. */
export const validAt = (at: Date) => or(isNull(ipNetwork.expiresAt), gt(ipNetwork.expiresAt, at));
