import { desc, inArray, ne, sql } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { incident, incidentReview } from "#db/schema/incidents.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import type { IncidentState } from "./incident-states.ts";
import { type Comparable, mostSimilar, type Similar } from "./similar-rules.ts";

/** Some years of incidents; what is older was another service. */
const MOST_COMPARED = 400;

export type Earlier = Comparable & { number: number; state: IncidentState };
export type SimilarIncident = Similar<Earlier> & {
  /** From its review; null where nobody wrote one. */
  whatHelped: string | null;
  /** English names of the components that both touch, by key. */
  names: Record<string, string>;
};

/**
 * At most three earlier incidents that are like one, with why, and what helped then.
 * @param input.number the incident itself, which is left out; null for one that is being opened
 */
export async function similarIncidents(
  ctx: Ctx,
  input: Comparable & { number: number | null },
): Promise<SimilarIncident[]> {
  const { db } = requirePermission(ctx, "health.view");
  const others = await db
    .select({
      id: incident.id,
      number: incident.number,
      title: incident.title,
      state: incident.state,
      alertName: incident.alertName,
      startedAt: incident.startedAt,
      // A column put in here would lose its table's name, and mean the inner id.
      components: sql<string[]>`array(select c.key from console.incident_component ic
        join console.component c on c.id = ic.component_id where ic.incident_id = console.incident.id)`,
    })
    .from(incident)
    .where(input.number === null ? undefined : ne(incident.number, input.number))
    .orderBy(desc(incident.startedAt))
    .limit(MOST_COMPARED);
  const found = mostSimilar(input, others);
  if (found.length === 0) return [];
  const ids = found.map((similar) => similar.incident.id);
  const [reviews, components] = await Promise.all([
    db
      .select({ incidentId: incidentReview.incidentId, whatHelped: incidentReview.whatHelped })
      .from(incidentReview)
      .where(inArray(incidentReview.incidentId, ids)),
    input.components.length
      ? db
          .select({ key: component.key, name: component.nameEn })
          .from(component)
          .where(inArray(component.key, [...input.components]))
      : [],
  ]);
  const helped = new Map(reviews.map((review) => [review.incidentId, review.whatHelped]));
  const names = Object.fromEntries(components.map(({ key, name }) => [key, name]));
  return found.map(({ incident: { id, ...earlier }, score, because }) => ({
    incident: earlier,
    score,
    because,
    whatHelped: helped.get(id) ?? null,
    names,
  }));
}
