import { and, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { onCallRota, onCallSwap } from "#db/schema/on-call.ts";
import { rolePermissions, roles } from "../access/permissions.ts";
import type { Rota } from "./rota-rules.ts";

export type SwapRow = typeof onCallSwap.$inferSelect;
export type Person = { id: string; displayName: string; active: boolean; mayBeOnCall: boolean };

/** A rota and the swaps in it are decided one at a time: whether a turn is somebody's depends on both. */
export async function lockOnCall(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('on call', 0))`);
}

export async function loadRotas(tx: DbOrTx): Promise<(Rota & { createdBy: string | null; reason: string })[]> {
  return tx.select().from(onCallRota).orderBy(onCallRota.effectiveFrom, onCallRota.createdAt);
}

/** Swaps that end after an instant, except those that were declined, which never changed anything. */
export async function loadSwaps(tx: DbOrTx, endingAfter: Date): Promise<SwapRow[]> {
  return tx
    .select()
    .from(onCallSwap)
    .where(and(gt(onCallSwap.endsAt, endingAfter), ne(onCallSwap.state, "declined")))
    .orderBy(onCallSwap.startsAt);
}

export const agreed = (swaps: readonly SwapRow[]): SwapRow[] => swaps.filter((swap) => swap.state === "agreed");

const onCallRoles = roles.filter((role) => rolePermissions[role].includes("on_call.swap"));

/** Everybody who can be on call, and besides them those with the ids, by name. */
export async function loadPeople(tx: DbOrTx, ids: readonly string[]): Promise<Person[]> {
  const holding = tx
    .select({ id: staffRole.staffId })
    .from(staffRole)
    .where(and(eq(staffRole.state, "active"), inArray(staffRole.role, onCallRoles)));
  const mayBeOnCall = sql<boolean>`${staff.active} and ${inArray(staff.id, holding)}`;
  return tx
    .select({ id: staff.id, displayName: staff.displayName, active: staff.active, mayBeOnCall })
    .from(staff)
    .where(ids.length > 0 ? sql`${mayBeOnCall} or ${inArray(staff.id, [...ids])}` : mayBeOnCall)
    .orderBy(staff.displayName, staff.id);
}
