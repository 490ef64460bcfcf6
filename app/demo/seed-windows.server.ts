import { and, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceCheck, maintenanceEvent, maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { stableUuid } from "#db/seed/random.ts";
import type { WindowEventCode } from "../domain/maintenance/event-labels.ts";
import { plannedTitles, titleColumns } from "../domain/maintenance/title-rules.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { ModelWindow } from "./service-model/events.ts";
import { ZONE } from "./service-model/helsinki-days.ts";

const DAY = 86_400_000;
const ANNOUNCED_BEFORE = 14 * DAY;
const URGENT_ANNOUNCED_BEFORE = 2 * 3_600_000;

export const windowId = ({ kind, from }: ModelWindow) =>
  stableUuid("demo maintenance window", kind, new Date(from).toISOString());
export const announcedAt = ({ kind, from }: ModelWindow) =>
  from - (kind === "urgent" ? URGENT_ANNOUNCED_BEFORE : ANNOUNCED_BEFORE);

const urgent = {
  titleEn: "Urgent security update of the application servers",
  titleFi: "Sovelluspalvelinten kiireellinen tietoturvapäivitys",
  titleSv: "Brådskande säkerhetsuppdatering av applikationsservrarna",
  messageEn: "A security update is installed on the servers one by one. Answers may be slower meanwhile.",
  messageFi: "Palvelimille asennetaan tietoturvapäivitys yksi kerrallaan. Palvelu voi sen aikana hidastua.",
  messageSv: "En säkerhetsuppdatering installeras på servrarna en i taget. Tjänsten kan under tiden vara långsammare.",
};
const planned = {
  messageEn: "The service is updated. It answers more slowly during the break, and short interruptions are possible.",
  messageFi: "Palvelua päivitetään. Se toimii katkon aikana hitaammin, ja lyhyet keskeytykset ovat mahdollisia.",
  messageSv: "Tjänsten uppdateras. Den är långsammare under avbrottet, och korta störningar kan förekomma.",
};

type State = "planned" | "announced" | "in_progress" | "completed";
const order: readonly string[] = ["planned", "announced", "in_progress", "completed"] satisfies State[];

function stateAt(window: ModelWindow, at: number): State {
  if (window.to <= at) return "completed";
  if (window.from <= at) return "in_progress";
  return announcedAt(window) <= at ? "announced" : "planned";
}

/** What has come of a window by now, as its row says it. */
function progress(window: ModelWindow, now: Date) {
  const state = stateAt(window, now.getTime());
  const reached = (needed: State, at: number) => (order.indexOf(state) >= order.indexOf(needed) ? new Date(at) : null);
  const announced = reached("announced", announcedAt(window));
  const startedAt = reached("in_progress", window.from);
  const finishedAt = reached("completed", window.to);
  return {
    state,
    announcedAt: announced,
    startedAt,
    finishedAt,
    wasPublic: announced !== null,
    sequence: announced ? 1 : 0,
    changedAt: finishedAt ?? startedAt ?? announced ?? now,
  };
}

function rowOf(window: ModelWindow, now: Date): typeof maintenanceWindow.$inferInsert & { id: string } {
  const startsAt = new Date(window.from);
  const month = Temporal.Instant.fromEpochMilliseconds(window.from).toZonedDateTimeISO(ZONE).toPlainDate();
  const texts = window.kind === "urgent" ? urgent : { ...planned, ...titleColumns(plannedTitles(startsAt, ZONE)) };
  return {
    id: windowId(window),
    kind: window.kind,
    planMonth: window.kind === "planned" ? month.toPlainYearMonth().toString() : null,
    ...texts,
    startsAt,
    endsAt: new Date(window.to),
    ...progress(window, now),
  };
}

/**
 * The demo's windows as they stand now. A month that has one, planned by the worker or by an earlier start, gets no other; what
 * is there moves on, unless a person has had a hand in it.
 */
export async function seedWindows(
  tx: DbOrTx,
  windows: readonly ModelWindow[],
  { now, profile }: { now: Date; profile: Pick<Profile, "maintenance"> },
): Promise<void> {
  for (const window of windows) {
    const values = rowOf(window, now);
    const [added] = await tx.insert(maintenanceWindow).values(values).onConflictDoNothing().returning();
    if (added) await addParts(tx, window, values, profile);
    else await moveOn(tx, window, values);
  }
}

type Values = ReturnType<typeof rowOf>;

async function addParts(
  tx: DbOrTx,
  window: ModelWindow,
  { id, state }: Values,
  { maintenance }: Pick<Profile, "maintenance">,
) {
  const known = await tx
    .select({ id: component.id })
    .from(component)
    .where(and(inArray(component.key, [...window.components]), isNull(component.retiredAt)));
  if (known.length > 0)
    await tx.insert(maintenanceScope).values(known.map((row) => ({ windowId: id, componentId: row.id })));
  // The list of one that is over was ticked by people whom nobody knows any more.
  if (state !== "completed" && maintenance.checklist.length > 0)
    await tx
      .insert(maintenanceCheck)
      .values(maintenance.checklist.map((text, position) => ({ windowId: id, position, text })));
  await addEvents(tx, window, id, null, state as State);
}

async function moveOn(tx: DbOrTx, window: ModelWindow, { id, planMonth, ...values }: Values): Promise<void> {
  const [there] = await tx
    .select()
    .from(maintenanceWindow)
    .where(or(eq(maintenanceWindow.id, id), planMonth ? eq(maintenanceWindow.planMonth, planMonth) : undefined))
    .for("update");
  const isBehind = there && order.includes(there.state) && order.indexOf(there.state) < order.indexOf(values.state!);
  if (!isBehind || (await isTouched(tx, there.id))) return;
  const { state, announcedAt: announced, startedAt, finishedAt, wasPublic, changedAt } = values;
  await tx
    .update(maintenanceWindow)
    .set({
      state,
      announcedAt: there.announcedAt ?? announced,
      startedAt: there.startedAt ?? startedAt,
      finishedAt,
      wasPublic,
      changedAt,
      sequence: Math.max(there.sequence, values.sequence!),
      version: there.version + 1,
    })
    .where(eq(maintenanceWindow.id, there.id));
  if (state === "completed") await tx.delete(maintenanceCheck).where(eq(maintenanceCheck.windowId, there.id));
  await addEvents(tx, window, there.id, there.state as State, state as State);
}

/** The clock starts windows too and writes events: only a person's name on one says that somebody has their own plan for it. */
async function isTouched(tx: DbOrTx, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: maintenanceEvent.id })
    .from(maintenanceEvent)
    .where(and(eq(maintenanceEvent.windowId, id), isNotNull(maintenanceEvent.actorId)))
    .limit(1);
  return row !== undefined;
}

async function addEvents(
  tx: DbOrTx,
  window: ModelWindow,
  windowId: string,
  from: State | null,
  to: State,
): Promise<void> {
  const whens: Record<Exclude<State, "planned">, [WindowEventCode, number]> = {
    announced: ["announced", announcedAt(window)],
    in_progress: ["started", window.from],
    completed: ["completed", window.to],
  };
  const passed = order.slice(from === null ? 1 : order.indexOf(from) + 1, order.indexOf(to) + 1);
  if (passed.length === 0) return;
  await tx.insert(maintenanceEvent).values(
    passed.map((state) => {
      const [what, at] = whens[state as keyof typeof whens];
      return { windowId, what, at: new Date(at) };
    }),
  );
}
