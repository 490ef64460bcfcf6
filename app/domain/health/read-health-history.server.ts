import { and, asc, eq, gt, isNotNull, isNull, lt, min, ne, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { component, componentState } from "#db/schema/health.ts";
import { incident, incidentComponent } from "#db/schema/incidents.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { announcedTime } from "../maintenance/announced-time.server.ts";
import { HISTORY_DAYS, nextChunk } from "./backfill-rules.ts";
import type { ComponentHistory } from "./health-view.ts";
import { dailyHistory, type DaySpan, type Held, heldUntil, lastDays, type Span, uptime } from "./history-rules.ts";
import { OBSERVE_EVERY_SECONDS } from "./interval-rules.ts";

const PERIODS = [90, 30, 7];

/** History changes when the worker has looked again: until then one reading serves everybody of this process. */
const recent = new WeakMap<Db, { at: number; history: Promise<Map<string, ComponentHistory>> }>();

/** The last 90 days of every component, by its key, as they were at most half a minute ago. */
export async function readHealthHistory(ctx: Ctx): Promise<Map<string, ComponentHistory>> {
  const { db, clock } = requirePermission(ctx, "health.view");
  const now = clock.now().getTime();
  const known = recent.get(db);
  if (known && Math.abs(now - known.at) < OBSERVE_EVERY_SECONDS * 1000) return known.history;
  const history = loadHistory(db, now);
  recent.set(db, { at: now, history });
  // A reading that failed is not kept.
  history.catch(() => recent.delete(db));
  return history;
}

async function loadHistory(db: Db, now: number): Promise<Map<string, ComponentHistory>> {
  const days = lastDays(now, HISTORY_DAYS);
  const from = new Date(days[0]!.from);
  const [components, held, windows, incidents] = await Promise.all([
    loadBeginnings(db),
    loadHeld(db, from, now),
    loadAnnounced(db, from, new Date(now)),
    loadIncidents(db, from, now),
  ]);
  return new Map(
    components.map(({ id, key, since, measured }) => {
      const events = {
        held: held.get(id) ?? [],
        windows: windows.get(id) ?? [],
        incidents: incidents.get(id) ?? [],
      };
      return [key, { ...historyOf(days, events, now), ...progressOf(since, measured, now) }];
    }),
  );
}

function historyOf(
  days: readonly DaySpan[],
  { held, windows, incidents }: { held: Held[]; windows: Span[]; incidents: (Span & { number: number })[] },
  now: number,
): Pick<ComponentHistory, "days" | "uptime"> {
  return {
    days: dailyHistory(days, held, { windows, incidents, now }),
    uptime: PERIODS.map((count) => uptime(held, windows, { from: days.at(-count)!.from, to: now, days: count })),
  };
}

function progressOf(since: Date | null, measured: boolean, now: number): Pick<ComponentHistory, "since" | "filling"> {
  const horizon = now - HISTORY_DAYS * 86_400_000;
  return {
    since: since?.toISOString() ?? null,
    filling: measured && since !== null && nextChunk(since.getTime(), horizon) !== null,
  };
}

const loadBeginnings = (db: Db) =>
  db
    .select({
      id: component.id,
      key: component.key,
      since: min(componentState.startedAt),
      measured: sql<boolean>`jsonb_array_length(${component.queries}) > 0`,
    })
    .from(component)
    .leftJoin(componentState, eq(componentState.componentId, component.id))
    .groupBy(component.id);

async function loadHeld(db: Db, from: Date, now: number): Promise<Map<string, Held[]>> {
  const { componentId, state, startedAt, observedAt, endedAt } = componentState;
  const rows = await db
    .select({ componentId, state, startedAt, observedAt, endedAt })
    .from(componentState)
    .where(and(or(isNull(endedAt), gt(endedAt, from)), ne(state, "unknown")))
    .orderBy(asc(startedAt), asc(componentState.id));
  const grouped = Map.groupBy(rows, (row) => row.componentId);
  const held = (row: (typeof rows)[number]): Held => ({
    state: row.state,
    from: row.startedAt.getTime(),
    to: heldUntil({ observedAt: row.observedAt.getTime(), endedAt: row.endedAt?.getTime() ?? null }, now),
  });
  return new Map([...grouped].map(([id, mine]) => [id, mine.map(held)]));
}

/**
 * Only what was announced before it began is corrected for: an announcement afterwards is an excuse. So is the time after the
 * end that was announced, until somebody gave it a later one; and what was finished early was maintenance no longer.
 */
async function loadAnnounced(db: Db, from: Date, now: Date): Promise<Map<string, Span[]>> {
  const { id, startsAt, endsAt, finishedAt, announcedAt, state } = maintenanceWindow;
  const rows = await db
    .select({ id, componentId: maintenanceScope.componentId, startsAt, endsAt, finishedAt })
    .from(maintenanceWindow)
    .innerJoin(maintenanceScope, eq(maintenanceScope.windowId, maintenanceWindow.id))
    .where(
      and(
        ne(state, "cancelled"),
        isNotNull(announcedAt),
        lt(announcedAt, startsAt),
        gt(endsAt, from),
        lt(startsAt, now),
      ),
    );
  const times = await announcedTime(db, rows);
  const spans = ({ id: window }: (typeof rows)[number]) =>
    times.get(window)!.map((span) => ({ from: span.from.getTime(), to: span.to.getTime() }));
  const grouped = Map.groupBy(rows, (row) => row.componentId);
  return new Map([...grouped].map(([part, mine]) => [part, mine.flatMap(spans)]));
}

async function loadIncidents(db: Db, from: Date, now: number): Promise<Map<string, (Span & { number: number })[]>> {
  const { number, startedAt, resolvedAt } = incident;
  const rows = await db
    .select({ componentId: incidentComponent.componentId, number, startedAt, resolvedAt })
    .from(incident)
    .innerJoin(incidentComponent, eq(incidentComponent.incidentId, incident.id))
    .where(or(isNull(resolvedAt), gt(resolvedAt, from)))
    .orderBy(asc(number));
  const grouped = Map.groupBy(rows, (row) => row.componentId);
  const span = (row: (typeof rows)[number]) => ({
    number: row.number,
    from: row.startedAt.getTime(),
    to: row.resolvedAt?.getTime() ?? now,
  });
  return new Map([...grouped].map(([id, mine]) => [id, mine.map(span)]));
}
