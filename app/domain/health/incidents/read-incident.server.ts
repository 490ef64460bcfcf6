import { asc, eq, inArray } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { incidentComponent, incidentFollowUp, incidentReview, incidentUpdate } from "#db/schema/incidents.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { type Incident, requireIncident } from "./change-incident.server.ts";
import { incidentDurations, type IncidentDurations } from "./duration-rules.ts";
import type { Impact, IncidentState } from "./incident-states.ts";

export type IncidentUpdate = {
  version: number;
  at: Date;
  /** From when it was so: earlier than `at` where it was found out later. */
  holdsFrom: Date;
  by: string;
  state: IncidentState;
  text: string;
  impacts: { component: string; impact: Impact }[];
};

export type FollowUp = {
  id: string;
  text: string;
  owner: string;
  /** A calendar day, YYYY-MM-DD. */
  dueOn: string | null;
  done: { by: string; at: Date } | null;
};

export type IncidentDetails = {
  incident: Incident;
  openedBy: string;
  components: {
    key: string;
    name: string;
    impact: Impact;
    worstImpact: Impact;
    minutes: IncidentDurations["components"][number]["minutes"];
  }[];
  openMinutes: number;
  /** In the order in which they were written. */
  updates: IncidentUpdate[];
  /** What is to be done, the earliest due first; then what is done. */
  followUps: FollowUp[];
  review: (Omit<typeof incidentReview.$inferSelect, "incidentId" | "writtenBy"> & { by: string }) | null;
};

const NO_TIME = { slow: 0, partial: 0, down: 0 };

/** One incident with all that was written about it. @throws DomainError `not_found` */
export async function readIncident(ctx: Ctx, input: { number: number }): Promise<IncidentDetails> {
  const { db, clock } = requirePermission(ctx, "health.view");
  const incident = await requireIncident(db, input.number);
  const [components, updates, followUps, [review]] = await Promise.all([
    db
      .select({
        key: component.key,
        name: component.nameEn,
        impact: incidentComponent.impact,
        worstImpact: incidentComponent.worstImpact,
      })
      .from(incidentComponent)
      .innerJoin(component, eq(component.id, incidentComponent.componentId))
      .where(eq(incidentComponent.incidentId, incident.id))
      .orderBy(asc(component.position), asc(component.key)),
    db
      .select()
      .from(incidentUpdate)
      .where(eq(incidentUpdate.incidentId, incident.id))
      .orderBy(asc(incidentUpdate.version)),
    db
      .select()
      .from(incidentFollowUp)
      .where(eq(incidentFollowUp.incidentId, incident.id))
      .orderBy(asc(incidentFollowUp.doneAt), asc(incidentFollowUp.dueOn), asc(incidentFollowUp.createdAt)),
    db.select().from(incidentReview).where(eq(incidentReview.incidentId, incident.id)),
  ]);
  const nameOf = await names(ctx, [
    incident.openedBy,
    review?.writtenBy,
    ...updates.map((update) => update.authorId),
    ...followUps.map((followUp) => followUp.doneBy),
  ]);
  const durations = incidentDurations(updates, clock.now());
  return {
    incident,
    openedBy: nameOf(incident.openedBy),
    components: components.map((row) => ({
      ...row,
      minutes: durations.components.find((known) => known.component === row.key)?.minutes ?? NO_TIME,
    })),
    openMinutes: durations.openMinutes,
    updates: updates.map(({ version, at, holdsFrom, authorId, state, text, impacts }) => ({
      version,
      at,
      holdsFrom,
      by: nameOf(authorId),
      state,
      text,
      impacts,
    })),
    followUps: [...followUps.filter((row) => !row.doneAt), ...followUps.filter((row) => row.doneAt)].map((row) => ({
      id: row.id,
      text: row.text,
      owner: row.owner,
      dueOn: row.dueOn,
      done: row.doneAt && { by: nameOf(row.doneBy), at: row.doneAt },
    })),
    review: review ? withAuthor(review, nameOf(review.writtenBy)) : null,
  };
}

function withAuthor({ incidentId: _, writtenBy: __, ...review }: typeof incidentReview.$inferSelect, by: string) {
  return { ...review, by };
}

async function names({ db }: Ctx, ids: (string | null | undefined)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  const rows = wanted.length
    ? await db
        .select({ id: staffTable.id, name: staffTable.displayName })
        .from(staffTable)
        .where(inArray(staffTable.id, wanted))
    : [];
  const known = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => (id ? known.get(id) : undefined) ?? "The console";
}
