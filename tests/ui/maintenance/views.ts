import type { ProposedChange, WindowRow, WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { type WindowAction, type WindowAvailability, windowActions } from "#app/domain/maintenance/window-states.ts";

/** The window of December 2026, which falls on Christmas, as its row stands on Monday 23 November 10:00 in Helsinki. */
export const december: WindowRow = {
  id: "10000000-0000-4000-8000-000000000012",
  kind: "planned",
  state: "planned",
  timing: "coming",
  planMonth: "2026-12",
  title: "Maintenance break, week 52",
  startsAt: "2026-12-26T20:00:00.000Z",
  endsAt: "2026-12-27T04:00:00.000Z",
  announceBy: "2026-12-19T20:00:00.000Z",
  announcedAt: null,
  moved: false,
  clockChange: false,
  clashes: [{ kind: "holiday", day: "2026-12-26", what: "Boxing Day" }],
  proposal: null,
  components: [
    { key: "app-servers", name: "Application servers" },
    { key: "databases", name: "Databases" },
  ],
};

/** What may be done: the named actions and no other. */
export const allowing = (...allowed: WindowAction[]): Record<WindowAction, WindowAvailability> =>
  Object.fromEntries(
    Object.entries(windowActions).map(([action, { disabled }]) => [
      action,
      allowed.includes(action as WindowAction) ? { allowed: true } : { allowed: false, reason: disabled },
    ]),
  ) as Record<WindowAction, WindowAvailability>;

export const view = (more: Partial<WindowView> = {}): WindowView => ({
  ...december,
  now: "2026-11-23T08:00:00.000Z",
  version: 3,
  sentence: "Planned; it has to be announced by Sat 19 Dec.",
  titles: { fi: "Huoltokatko, viikko 52", sv: "Underhållsavbrott, vecka 52", en: "Maintenance break, week 52" },
  messages: { fi: "Palvelu on poissa.", sv: "", en: "The service is away." },
  componentsToChoose: [
    { key: "app-servers", name: "Application servers", chosen: true, hasMatchers: true },
    { key: "databases", name: "Databases", chosen: true, hasMatchers: true },
    { key: "banks", name: "Bank connections", chosen: false, hasMatchers: false },
  ],
  undoableUntil: null,
  startedAt: null,
  startedByClock: false,
  verifyingAt: null,
  finishedAt: null,
  openChange: null,
  changes: [],
  checklist: [
    { position: 0, text: "The backup is fresh", doneBy: "Juuso Julkaisija", doneAt: "2026-11-23T07:41:00.000Z" },
    { position: 1, text: "The break page is shown", doneBy: null, doneAt: null },
  ],
  marks: [],
  stillFiring: null,
  mailing: null,
  incidents: [],
  events: [],
  actions: allowing("announce", "edit", "propose", "check"),
  ...more,
});

/** A window that runs, from 22:00 to 06:00 on the night to Sunday 22 November, in Helsinki. */
export const running = (more: Partial<WindowView> = {}): WindowView =>
  view({
    state: "in_progress",
    timing: "running",
    planMonth: "2026-11",
    startsAt: "2026-11-21T20:00:00.000Z",
    endsAt: "2026-11-22T04:00:00.000Z",
    startedAt: "2026-11-21T20:00:00.000Z",
    startedByClock: true,
    announcedAt: "2026-11-10T08:00:00.000Z",
    now: "2026-11-22T03:00:00.000Z",
    clashes: [],
    actions: allowing("verify", "extend", "complete", "cancel", "check"),
    ...more,
  });

export const move = (more: Partial<ProposedChange> = {}): ProposedChange => ({
  id: "20000000-0000-4000-8000-000000000001",
  kind: "move",
  startsAt: "2026-12-19T20:00:00.000Z",
  endsAt: "2026-12-20T04:00:00.000Z",
  reason: "It is Christmas.",
  state: "proposed",
  proposedBy: "Juuso Julkaisija",
  proposedByMe: false,
  proposedAt: "2026-11-23T07:00:00.000Z",
  decidedBy: null,
  decidedAt: null,
  decisionNote: null,
  clashes: [],
  ...more,
});
