import { and, asc, eq, gte, isNull, lt, or } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { incident } from "#db/schema/incidents.ts";
import { maintenanceChange, maintenanceCheck, maintenanceEvent, maintenanceScope } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { readMarks } from "../marks/read-marks.server.ts";
import { availability } from "./availability-rules.ts";
import { type MaintenanceWindow, requireWindow } from "./change-window.server.ts";
import { eventWords } from "./event-labels.ts";
import type { ProposedChange, WindowView } from "./maintenance-view.ts";
import type { MaintenanceChange } from "./open-change.server.ts";
import { namesOf } from "./people-names.server.ts";
import { readMailing } from "./read-mailing.server.ts";
import { stillFiring } from "./still-firing.server.ts";
import { isGoingOn, showsFiring, windowEnd } from "./timing-rules.ts";
import { clashesIn, spoken, windowRows } from "./window-rows.server.ts";
import { windowSentence } from "./window-sentence-rules.ts";
import { type WindowAction, windowActions } from "./window-states.ts";

const INCIDENTS_MAX = 50;

/** One window with all that its page shows. @throws DomainError `not_found` */
export async function readWindow(ctx: ServiceCtx, input: { id: string }): Promise<WindowView> {
  const staff = requirePermission(ctx, "maintenance.view");
  const { db, profile } = staff;
  const now = staff.clock.now();
  const window = await requireWindow(db, input.id);
  const [[row], choices, changes, checks, events, marks, mailing, incidents] = await Promise.all([
    windowRows(staff, [window], now),
    componentChoices(staff, window.id),
    db
      .select()
      .from(maintenanceChange)
      .where(eq(maintenanceChange.windowId, window.id))
      .orderBy(asc(maintenanceChange.proposedAt)),
    db
      .select()
      .from(maintenanceCheck)
      .where(eq(maintenanceCheck.windowId, window.id))
      .orderBy(asc(maintenanceCheck.position)),
    db
      .select()
      .from(maintenanceEvent)
      .where(eq(maintenanceEvent.windowId, window.id))
      .orderBy(asc(maintenanceEvent.id)),
    readMarks(staff, { ownerKind: "window", ownerId: window.id }),
    readMailing(db, window.id),
    incidentsWithin(staff, window, now),
  ]);
  const nameOf = await namesOf(db, [
    ...changes.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
    ...checks.map(({ doneBy }) => doneBy),
    ...events.map(({ actorId }) => actorId),
  ]);
  const shownChanges = changes.map((change) => shownChange(staff, change, nameOf));
  const openChange = shownChanges.find(({ state }) => state === "proposed") ?? null;
  const chosen = choices.filter((choice) => choice.chosen);
  const componentName = (key: unknown) => choices.find((choice) => choice.key === key)?.name ?? key;
  return {
    ...row!,
    now: now.toISOString(),
    version: window.version,
    sentence: windowSentence(spoken(profile, window, now), now),
    titles: { fi: window.titleFi, sv: window.titleSv, en: window.titleEn },
    messages: { fi: window.messageFi, sv: window.messageSv, en: window.messageEn },
    componentsToChoose: choices.map(({ alertMatchers, ...choice }) => ({
      ...choice,
      hasMatchers: alertMatchers.length > 0,
    })),
    undoableUntil: window.undoableUntil?.toISOString() ?? null,
    startedAt: window.startedAt?.toISOString() ?? null,
    startedByClock: window.startedAt !== null && window.startedBy === null,
    verifyingAt: window.verifyingAt?.toISOString() ?? null,
    finishedAt: window.finishedAt?.toISOString() ?? null,
    openChange,
    changes: shownChanges,
    checklist: checks.map(({ position, text, doneBy, doneAt }) => ({
      position,
      text,
      doneBy: nameOf(doneBy),
      doneAt: doneAt?.toISOString() ?? null,
    })),
    marks,
    stillFiring: showsFiring(window, now) ? await stillFiring(staff, chosen) : null,
    mailing,
    incidents,
    events: events.map(({ at, actorId, what, details }) => ({
      at: at.toISOString(),
      by: nameOf(actorId),
      what: eventWords(what, { ...details, component: componentName(details.component) }),
    })),
    actions: actionsOf(staff, window, openChange, now),
  };
}

function actionsOf(
  { actor }: { actor: StaffActor },
  window: MaintenanceWindow,
  openChange: ProposedChange | null,
  now: Date,
): WindowView["actions"] {
  const change = openChange && { byMe: openChange.proposedByMe };
  const actions = Object.keys(windowActions) as WindowAction[];
  return Object.fromEntries(
    actions.map((action) => [action, availability(action, window, { person: actor, change, now })]),
  ) as WindowView["actions"];
}

function shownChange(
  { actor, profile }: ServiceCtx<StaffActor>,
  change: MaintenanceChange,
  nameOf: (id: string | null) => string | null,
): ProposedChange {
  const { startsAt, endsAt } = change;
  return {
    id: change.id,
    kind: change.kind,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    reason: change.reason,
    state: change.state,
    proposedBy: nameOf(change.proposedBy) ?? "",
    proposedByMe: change.proposedBy === actor.id,
    proposedAt: change.proposedAt.toISOString(),
    decidedBy: nameOf(change.decidedBy),
    decidedAt: change.decidedAt?.toISOString() ?? null,
    decisionNote: change.decisionNote,
    clashes: startsAt && endsAt ? clashesIn(profile, { startsAt, endsAt }) : [],
  };
}

/** The components of the catalogue, and those of the window that have left it since. */
async function componentChoices({ db }: ServiceCtx, windowId: string) {
  const rows = await db
    .select({
      key: component.key,
      name: component.nameEn,
      alertMatchers: component.alertMatchers,
      inScope: maintenanceScope.windowId,
    })
    .from(component)
    .leftJoin(
      maintenanceScope,
      and(eq(maintenanceScope.componentId, component.id), eq(maintenanceScope.windowId, windowId)),
    )
    .where(or(isNull(component.retiredAt), eq(maintenanceScope.windowId, windowId)))
    .orderBy(asc(component.position), asc(component.key));
  return rows.map(({ inScope, ...choice }) => ({ ...choice, chosen: inScope !== null }));
}

/** An outage during a window is an outage: those that began while it went on, whatever they touch. */
async function incidentsWithin({ db }: ServiceCtx, window: MaintenanceWindow, now: Date) {
  if (window.state === "cancelled") return [];
  const end = isGoingOn(window, now) ? now : (window.finishedAt ?? windowEnd(window));
  return db
    .select({ number: incident.number, title: incident.title })
    .from(incident)
    .where(and(gte(incident.startedAt, window.startsAt), lt(incident.startedAt, end)))
    .orderBy(asc(incident.startedAt))
    .limit(INCIDENTS_MAX);
}
