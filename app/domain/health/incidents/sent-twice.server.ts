import { and, eq } from "drizzle-orm";
import { incident, incidentUpdate } from "#db/schema/incidents.ts";
import type { Ctx, StaffActor } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { Incident } from "./change-incident.server.ts";
import type { Seen } from "./incident-schema.ts";
import type { IncidentState } from "./incident-states.ts";

/**
 * Runs the write of an update. A form that the same person sent twice (a second press of the button, a page loaded again)
 * is written once: the second time gets what the first one made, and no conflict with oneself.
 * @param sent the version that was seen, and what is written: the text as it is kept, and the state that it leads to
 */
export async function writtenOnce(
  ctx: Ctx<StaffActor>,
  sent: Seen & { text: string; state: IncidentState },
  write: () => Promise<Incident>,
): Promise<Incident> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "conflict") throw error;
    const [same] = await ctx.db
      .select({ incident })
      .from(incidentUpdate)
      .innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
      .where(
        and(
          eq(incident.number, sent.number),
          eq(incidentUpdate.version, sent.version + 1),
          eq(incidentUpdate.authorId, ctx.actor.id),
          eq(incidentUpdate.text, sent.text),
          eq(incidentUpdate.state, sent.state),
        ),
      );
    if (!same) throw error;
    return same.incident;
  }
}
