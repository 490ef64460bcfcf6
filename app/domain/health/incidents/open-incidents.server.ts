import { asc, eq, ne } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { incident, incidentComponent } from "#db/schema/incidents.ts";
import type { Impact, IncidentState } from "./incident-states.ts";

export type OpenIncident = {
  number: number;
  title: string;
  state: IncidentState;
  version: number;
  startedAt: Date;
  components: { key: string; impact: Impact }[];
};

/**
 * What people work on now, the oldest first, with the components each touches and the impact it has on them at present.
 * For verbs and pages that have asked for their own permission already.
 */
export async function openIncidents(db: DbOrTx): Promise<OpenIncident[]> {
  const rows = await db
    .select({
      number: incident.number,
      title: incident.title,
      state: incident.state,
      version: incident.version,
      startedAt: incident.startedAt,
      key: component.key,
      impact: incidentComponent.impact,
    })
    .from(incident)
    .leftJoin(incidentComponent, eq(incidentComponent.incidentId, incident.id))
    .leftJoin(component, eq(component.id, incidentComponent.componentId))
    .where(ne(incident.state, "resolved"))
    .orderBy(asc(incident.startedAt), asc(incident.number), asc(component.position), asc(component.key));
  const found = new Map<number, OpenIncident>();
  for (const { key, impact, ...row } of rows) {
    const known = found.get(row.number) ?? { ...row, components: [] };
    if (key && impact) known.components.push({ key, impact });
    found.set(row.number, known);
  }
  return [...found.values()];
}
