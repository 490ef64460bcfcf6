import { and, eq, inArray, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { disclosure } from "#db/schema/disclosures.ts";
import type { AuditEntry } from "../audit/record-event.server.ts";
import { DomainError } from "../errors.ts";
import { today as dayOf } from "./helsinki-day-rules.ts";
import {
  type DisclosureAction,
  type DisclosureState,
  disclosureActions,
  hindrance,
  stateLabels,
} from "./disclosure-states.ts";

export type Disclosure = typeof disclosure.$inferSelect;

/** Which one, and which version of it a form showed. */
export type Seen = { id: string; version: number };

const seenSchema = z.object({ id: z.uuid(), version: z.number().int().positive().max(2_147_483_647).optional() });

/** How the trail names what is done with a request. It keeps no content: see `recordEvent`. */
export const disclosureEvent = (what: string, id: string): Pick<AuditEntry, "action" | "target"> => ({
  action: `disclosure.${what}`,
  target: { kind: "disclosure", id: z.uuid().safeParse(id).success ? id : "unknown" },
});

const missing = () => new DomainError("not_found", "There is no such disclosure.");

/** @throws DomainError `not_found` for what is no id */
export function requireSeen(seen: { id: string; version?: number }): void {
  if (!seenSchema.safeParse(seen).success) throw missing();
}

/** The row, locked until the transaction ends. @throws DomainError `not_found` */
export async function lockDisclosure(tx: DbOrTx, seen: { id: string; version?: number }): Promise<Disclosure> {
  requireSeen(seen);
  const [row] = await tx.select().from(disclosure).where(eq(disclosure.id, seen.id)).for("update");
  if (!row) throw missing();
  return row;
}

/**
 * The guarded write behind every change: from a state that the table allows, and on the version that the person saw.
 * @throws DomainError `not_found`, or `conflict` with what the request is now
 */
export async function changeDisclosure(
  tx: DbOrTx,
  action: DisclosureAction,
  seen: { id: string; version?: number },
  { now, ...set }: PgUpdateSetSource<typeof disclosure> & { now: Date },
): Promise<Disclosure> {
  const before = await lockDisclosure(tx, seen);
  const rule = disclosureActions[action];
  const from: readonly DisclosureState[] = rule.from;
  if (!from.includes(before.state))
    throw new DomainError("conflict", `The request is now "${stateLabels[before.state]}". ${rule.disabled}`);
  if (seen.version !== undefined && seen.version !== before.version)
    throw new DomainError(
      "conflict",
      "The request has changed since you opened it. Look at it as it is now, then decide again.",
    );
  const reason = hindrance(action, before, dayOf(now));
  if (reason) throw new DomainError("conflict", reason);
  const [row] = await tx
    .update(disclosure)
    .set({ ...(rule.to ? { state: rule.to } : {}), ...set, version: sql`${disclosure.version} + 1` })
    .where(
      and(eq(disclosure.id, seen.id), inArray(disclosure.state, [...from]), eq(disclosure.version, before.version)),
    )
    .returning();
  return row!;
}
