import { and, asc, eq, gt, isNotNull, isNull, lt, ne, or } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { DbOrTx } from "#db/client.ts";
import { component, componentState } from "#db/schema/health.ts";
import { incident } from "#db/schema/incidents.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import type { ServiceCtx } from "../../context.ts";
import { heldUntil, timeByState } from "../../health/history-rules.ts";
import { labelled } from "../../latency/answer-rules.ts";
import { announcedTime } from "../../maintenance/announced-time.server.ts";
import type { Evidence } from "./evidence-words-rules.ts";

type Span = { from: Date; to: Date };
const MINUTE = 60_000;
const DAY = 86_400_000;
const FRESH_SECONDS = 900;

/**
 * What the console knows of a period for one customer: its page loads, incidents, announced maintenance, and how well what
 * customers see was. A period that goes on counts until now.
 * @param input.from and `to`: days in the service's time zone, both included
 */
export async function readEvidence(
  ctx: ServiceCtx,
  { businessId, from, to }: { businessId: string; from: string; to: string },
): Promise<Evidence> {
  const zone = ctx.profile.service.timeZone;
  const start = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
  const now = ctx.clock.now();
  const end = start(Temporal.PlainDate.from(to).add({ days: 1 }));
  const span = { from: start(Temporal.PlainDate.from(from)), to: new Date(Math.min(+end, +now)) };
  const over = span.to <= span.from;
  const [incidents, windows, components, latency] = await Promise.all([
    over ? [] : readIncidents(ctx.db, span, now),
    over ? [] : readWindows(ctx.db, span),
    over ? [] : readComponents(ctx.db, span, now),
    over ? { latency: null, problem: null } : readLatency(ctx, businessId, span),
  ]);
  return { from, to, incidents, windows, components, ...latency, targetSeconds: ctx.profile.latency.targetSeconds };
}

const overlap = (one: Span, other: Span) =>
  Math.max(0, Math.min(+one.to, +other.to) - Math.max(+one.from, +other.from)) / MINUTE;

async function readIncidents(db: DbOrTx, span: Span, now: Date): Promise<Evidence["incidents"]> {
  const { number, title, startedAt, resolvedAt } = incident;
  const rows = await db
    .select({ number, title, startedAt, resolvedAt })
    .from(incident)
    .where(and(lt(startedAt, span.to), or(isNull(resolvedAt), gt(resolvedAt, span.from))))
    .orderBy(asc(startedAt));
  return rows.map((row) => ({
    number: row.number,
    title: row.title,
    minutes: overlap({ from: row.startedAt, to: row.resolvedAt ?? now }, span),
  }));
}

/** As the availability figures count it: what was announced before it began. */
async function readWindows(db: DbOrTx, span: Span): Promise<Evidence["windows"]> {
  const { id, startsAt, endsAt, finishedAt, announcedAt, state } = maintenanceWindow;
  const rows = await db
    .select({ id, startsAt, endsAt, finishedAt })
    .from(maintenanceWindow)
    .where(
      and(
        ne(state, "cancelled"),
        isNotNull(announcedAt),
        lt(announcedAt, startsAt),
        gt(endsAt, span.from),
        lt(startsAt, span.to),
      ),
    )
    .orderBy(asc(startsAt));
  const times = await announcedTime(db, rows);
  return rows.map(({ id: window }) => ({
    minutes: (times.get(window) ?? []).reduce((sum, one) => sum + overlap(one, span), 0),
  }));
}

async function readComponents(db: DbOrTx, span: Span, now: Date): Promise<Evidence["components"]> {
  const { state, startedAt, observedAt, endedAt } = componentState;
  const rows = await db
    .select({ key: component.key, name: component.nameEn, state, startedAt, observedAt, endedAt })
    .from(component)
    .leftJoin(
      componentState,
      and(
        eq(componentState.componentId, component.id),
        lt(startedAt, span.to),
        or(isNull(endedAt), gt(endedAt, span.from)),
      ),
    )
    .where(and(eq(component.customerFacing, true), isNull(component.retiredAt)))
    .orderBy(asc(component.position), asc(component.key), asc(startedAt));
  const period = { from: +span.from, to: +span.to };
  return [...Map.groupBy(rows, ({ key }) => key)].map(([key, mine]) => {
    const held = mine.flatMap((row) =>
      row.state && row.startedAt && row.observedAt
        ? [
            {
              state: row.state,
              from: +row.startedAt,
              to: heldUntil({ observedAt: +row.observedAt, endedAt: row.endedAt ? +row.endedAt : null }, +now),
            },
          ]
        : [],
    );
    const time = timeByState(held, period);
    const of = (period.to - period.from) / MINUTE;
    return {
      key,
      name: mine[0]!.name,
      down: time.down / MINUTE,
      partial: time.partial / MINUTE,
      observed: of - time.unknown / MINUTE,
      of,
    };
  });
}

/** From Grafana's recorded days. */
async function readLatency(
  { measurements }: ServiceCtx,
  businessId: string,
  span: Span,
): Promise<Pick<Evidence, "latency" | "problem">> {
  const window = `${Math.max(1, Math.round((+span.to - +span.from) / DAY))}d`;
  const answers = await measurements.read(
    (["customer.requests", "customer.seconds", "customer.within"] as const).map((purpose) => ({
      purpose,
      params: { window, filters: { customer: [businessId] }, by: ["customer"] },
      kind: "instant",
      at: span.to,
      freshSeconds: FRESH_SECONDS,
    })),
  );
  const problem = answers.find(({ series }) => series === null)?.provenance.problem?.message ?? null;
  const [requests, seconds, within] = answers.map((answer) => labelled(answer)?.[0]?.value ?? null);
  if (!requests || seconds === null || seconds === undefined) return { latency: null, problem };
  const withinShare = within === null || within === undefined ? null : Math.min(1, within / requests);
  return { latency: { requests, average: seconds / requests, withinShare }, problem };
}
