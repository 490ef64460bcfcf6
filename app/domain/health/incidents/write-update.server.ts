import { eq, inArray, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { incidentComponent, incidentUpdate } from "#db/schema/incidents.ts";
import { DomainError } from "../../errors.ts";
import type { Incident } from "./change-incident.server.ts";
import type { ImpactList } from "./incident-schema.ts";
import { worseImpact } from "./incident-states.ts";

/**
 * Adds the update that made the incident what it is now to its history, and keeps the impacts beside it. Call it in the
 * transaction of the incident's own change: its row is locked, so that nobody else writes the same version.
 * @throws DomainError `invalid` when a component does not exist, or has been retired and is not touched already
 */
export async function writeUpdate(
  tx: DbOrTx,
  incident: Incident,
  update: { at: Date; holdsFrom: Date; authorId: string | null; text: string; impacts: ImpactList },
): Promise<void> {
  await keepImpacts(tx, incident.id, update.impacts);
  await tx.insert(incidentUpdate).values({
    incidentId: incident.id,
    version: incident.version,
    state: incident.state,
    ...update,
  });
}

async function keepImpacts(tx: DbOrTx, incidentId: string, impacts: ImpactList): Promise<void> {
  if (impacts.length === 0) return;
  const keys = impacts.map((row) => row.component);
  const known = await tx
    .select({ id: component.id, key: component.key, retiredAt: component.retiredAt })
    .from(component)
    .where(inArray(component.key, keys));
  const touched = new Map(
    (await tx.select().from(incidentComponent).where(eq(incidentComponent.incidentId, incidentId))).map((row) => [
      row.componentId,
      row,
    ]),
  );
  const rows = impacts.map(({ component: key, impact }) => {
    const found = known.find((row) => row.key === key);
    const before = found && touched.get(found.id);
    if (!found || (found.retiredAt && !before))
      throw new DomainError("invalid", `There is no component "${key}" any more. Reload the page and choose again.`, {
        field: "impacts",
      });
    return {
      incidentId,
      componentId: found.id,
      impact,
      worstImpact: before ? worseImpact(before.worstImpact, impact) : impact,
    };
  });
  await tx
    .insert(incidentComponent)
    .values(rows)
    .onConflictDoUpdate({
      target: [incidentComponent.incidentId, incidentComponent.componentId],
      set: { impact: sql`excluded.impact`, worstImpact: sql`excluded.worst_impact` },
    });
}

/** The incident's components as they are now, by key. */
export async function presentImpacts(tx: DbOrTx, incidentId: string): Promise<ImpactList> {
  return tx
    .select({ component: component.key, impact: incidentComponent.impact })
    .from(incidentComponent)
    .innerJoin(component, eq(component.id, incidentComponent.componentId))
    .where(eq(incidentComponent.incidentId, incidentId));
}

/** For the trail: keys and impacts are codes, never what somebody typed. */
export const impactDetails = (impacts: ImpactList) =>
  Object.fromEntries(impacts.map((row) => [row.component, row.impact]));
