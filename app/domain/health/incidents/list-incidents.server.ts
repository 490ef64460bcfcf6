import { and, asc, count, desc, eq, exists, ilike, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { component } from "#db/schema/health.ts";
import { incident, incidentComponent, incidentUpdate } from "#db/schema/incidents.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { incidentDurations, type TimedUpdate } from "./duration-rules.ts";
import type { Impact, IncidentState } from "./incident-states.ts";
import { likeLiteral } from "../../like-literal.ts";

const PAGE_SIZE = 50;

const input = z.object({
  state: z.enum(["open", "resolved", "all"]).default("all"),
  /** A component's key. */
  component: z.string().max(63).default(""),
  /** In the title, in the updates, or the number itself. */
  query: z.string().trim().max(200).default(""),
  /** The number of the last incident of the page before. */
  before: z.coerce.number().int().positive().max(2_147_483_647).optional(),
});

export type ListedIncident = {
  number: number;
  title: string;
  state: IncidentState;
  startedAt: Date;
  resolvedAt: Date | null;
  /** Minutes during which it was not resolved, not rounded. */
  openMinutes: number;
  /** With the worst it was. */
  components: { key: string; name: string; worstImpact: Impact }[];
};

/**
 * Incidents, the newest number first, 50 at a time.
 * @returns the page, the number to give as `before` for the next page (null at the end), and when the last one ended
 */
export async function listIncidents(
  ctx: Ctx,
  raw: z.input<typeof input>,
): Promise<{ incidents: ListedIncident[]; nextBefore: number | null; lastResolvedAt: Date | null; total: number }> {
  const { db, clock } = requirePermission(ctx, "health.view");
  const filters = parseInput(input, raw);
  const [rows, [all]] = await Promise.all([
    db
      .select()
      .from(incident)
      .where(and(...conditions(ctx, filters)))
      .orderBy(desc(incident.number))
      .limit(PAGE_SIZE + 1),
    db.select({ total: count(), lastResolvedAt: sql<string | null>`max(${incident.resolvedAt})` }).from(incident),
  ]);
  const page = rows.slice(0, PAGE_SIZE);
  const ids = page.map((row) => row.id);
  const [components, updates] = ids.length
    ? await Promise.all([
        db
          .select({
            incidentId: incidentComponent.incidentId,
            key: component.key,
            name: component.nameEn,
            worstImpact: incidentComponent.worstImpact,
          })
          .from(incidentComponent)
          .innerJoin(component, eq(component.id, incidentComponent.componentId))
          .where(inArray(incidentComponent.incidentId, ids))
          .orderBy(asc(component.position), asc(component.key)),
        db
          .select({
            incidentId: incidentUpdate.incidentId,
            holdsFrom: incidentUpdate.holdsFrom,
            state: incidentUpdate.state,
          })
          .from(incidentUpdate)
          .where(inArray(incidentUpdate.incidentId, ids))
          .orderBy(asc(incidentUpdate.version)),
      ])
    : [[], []];
  const touched = Map.groupBy(components, (row) => row.incidentId);
  const written = Map.groupBy(updates, (row) => row.incidentId);
  const timed = (id: string): TimedUpdate[] => (written.get(id) ?? []).map((update) => ({ ...update, impacts: [] }));
  return {
    incidents: page.map(({ id, number, title, state, startedAt, resolvedAt }) => ({
      number,
      title,
      state,
      startedAt,
      resolvedAt,
      openMinutes: incidentDurations(timed(id), clock.now()).openMinutes,
      components: (touched.get(id) ?? []).map(({ key, name, worstImpact }) => ({ key, name, worstImpact })),
    })),
    nextBefore: rows.length > PAGE_SIZE ? page.at(-1)!.number : null,
    lastResolvedAt: all?.lastResolvedAt ? new Date(all.lastResolvedAt) : null,
    total: all?.total ?? 0,
  };
}

function conditions(
  { db }: Ctx,
  { state, component: key, query, before }: z.output<typeof input>,
): (SQL | undefined)[] {
  const found: (SQL | undefined)[] = [];
  if (state === "open") found.push(ne(incident.state, "resolved"));
  if (state === "resolved") found.push(eq(incident.state, "resolved"));
  if (before) found.push(lt(incident.number, before));
  if (key)
    found.push(
      exists(
        db
          .select({ one: sql`1` })
          .from(incidentComponent)
          .innerJoin(component, eq(component.id, incidentComponent.componentId))
          .where(and(eq(incidentComponent.incidentId, incident.id), eq(component.key, key))),
      ),
    );
  if (query) {
    const pattern = `%${likeLiteral(query)}%`;
    found.push(
      or(
        ilike(incident.title, pattern),
        ilike(incident.alertName, pattern),
        exists(
          db
            .select({ one: sql`1` })
            .from(incidentUpdate)
            .where(and(eq(incidentUpdate.incidentId, incident.id), ilike(incidentUpdate.text, pattern))),
        ),
        /^\d{1,9}$/.test(query) ? eq(incident.number, Number(query)) : undefined,
      ),
    );
  }
  return found;
}
