import { and, eq, gte, inArray, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { DbOrTx } from "#db/client.ts";
import { incident } from "#db/schema/incidents.ts";
import type { AuditEntry } from "../../audit/record-event.server.ts";
import { DomainError } from "../../errors.ts";
import { type Seen, seenSchema } from "./incident-schema.ts";
import {
  type IncidentAction,
  type IncidentState,
  incidentActions,
  reopenableSince,
  stateLabels,
  TOO_OLD_TO_REOPEN,
} from "./incident-states.ts";

export type Incident = typeof incident.$inferSelect;

const NOT_THERE = "There is no such incident.";

/** How the trail names what is done with an incident: by its number, which people know it by. */
export const incidentEvent = (what: string, number: number): Pick<AuditEntry, "action" | "target"> => ({
  action: `incident.${what}`,
  target: { kind: "incident", id: Number.isInteger(number) ? String(number) : "unknown" },
});

/** @throws DomainError `not_found`: what is no number names no incident */
export async function requireIncident(db: DbOrTx, number: number): Promise<Incident> {
  const parsed = seenSchema.shape.number.safeParse(number);
  const [row] = parsed.success ? await db.select().from(incident).where(eq(incident.number, parsed.data)) : [];
  if (!row) throw new DomainError("not_found", NOT_THERE);
  return row;
}

/**
 * The guarded write behind every update of an incident: it happens only from a state that the table allows and only on
 * the version that the person saw, so that of two people one wins and the other is shown what the first wrote.
 * @throws DomainError `not_found`, or `conflict` with what the incident is now
 */
export async function changeIncident(
  tx: DbOrTx,
  action: IncidentAction,
  seen: Seen,
  set: PgUpdateSetSource<typeof incident>,
  now: Date,
): Promise<Incident> {
  if (!seenSchema.safeParse(seen).success) throw new DomainError("not_found", NOT_THERE);
  const rule = incidentActions[action];
  const from: readonly IncidentState[] = rule.from;
  const [row] = await tx
    .update(incident)
    .set({ ...set, version: sql`${incident.version} + 1` })
    .where(
      and(
        eq(incident.number, seen.number),
        eq(incident.version, seen.version),
        inArray(incident.state, [...from]),
        action === "reopen" ? gte(incident.resolvedAt, reopenableSince(now)) : undefined,
      ),
    )
    .returning();
  if (row) return row;
  const is = await requireIncident(tx, seen.number);
  if (!from.includes(is.state))
    throw new DomainError("conflict", `The incident is now "${stateLabels[is.state]}". ${rule.disabled}`);
  if (is.version !== seen.version)
    throw new DomainError(
      "conflict",
      "Somebody wrote an update after you opened the page. Read it, then send yours again if it still holds.",
    );
  throw new DomainError("conflict", TOO_OLD_TO_REOPEN);
}
