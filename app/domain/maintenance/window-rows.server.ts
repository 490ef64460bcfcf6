import { and, asc, eq, inArray } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { maintenanceChange, maintenanceScope } from "#db/schema/maintenance.ts";
import { daysOff } from "../../profile/days-off.ts";
import type { Profile } from "../../profile/profile-schema.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import type { MaintenanceWindow } from "./change-window.server.ts";
import { clashesOf } from "./clash-rules.ts";
import type { Hours } from "./hours-rules.ts";
import type { Clash, WindowRow } from "./maintenance-view.ts";
import { plannedHours } from "./plan-rules.ts";
import { announceBy, hasClockChange, timingOf } from "./timing-rules.ts";
import type { SpokenWindow } from "./window-sentence-rules.ts";

type Service = Pick<Profile, "maintenance" | "service" | "officeHours">;

/** What customers do on the days of these hours, by the service's profile. */
export function clashesIn({ maintenance, service, officeHours }: Service, hours: Hours): Clash[] {
  return clashesOf(hours, {
    busy: maintenance.busy,
    daysOff: (year) => daysOff(service.country, officeHours.alsoClosed, year),
    zone: service.timeZone,
  });
}

/** A window with how it stands now, for sentences about it. */
export function spoken({ maintenance, service }: Service, window: MaintenanceWindow, now: Date): SpokenWindow {
  const due = announceBy(window.startsAt, maintenance.announceDays, service.timeZone);
  const { warnMinutesBeforeEnd } = maintenance;
  return {
    ...window,
    title: window.titleEn,
    announceBy: due,
    timing: timingOf(window, now, { announceBy: due, warnMinutesBeforeEnd }),
  };
}

/** Whether a month's window has other hours than the rule gives the month. */
function isMoved({ maintenance, service }: Service, { planMonth, startsAt, endsAt }: MaintenanceWindow): boolean {
  if (planMonth === null) return false;
  const [year, month] = planMonth.split("-").map(Number);
  const byRule = plannedHours(maintenance.rule, maintenance, service.timeZone, year!, month!);
  return byRule?.startsAt.getTime() !== startsAt.getTime() || byRule.endsAt.getTime() !== endsAt.getTime();
}

/** Windows as the pages list them, in the order given. */
export async function windowRows(
  ctx: ServiceCtx<StaffActor>,
  windows: readonly MaintenanceWindow[],
  now: Date,
): Promise<WindowRow[]> {
  if (windows.length === 0) return [];
  const ids = windows.map(({ id }) => id);
  const [scopes, proposals] = await Promise.all([
    ctx.db
      .select({ windowId: maintenanceScope.windowId, key: component.key, name: component.nameEn })
      .from(maintenanceScope)
      .innerJoin(component, eq(component.id, maintenanceScope.componentId))
      .where(inArray(maintenanceScope.windowId, ids))
      .orderBy(asc(component.position), asc(component.key)),
    ctx.db
      .select()
      .from(maintenanceChange)
      .where(and(inArray(maintenanceChange.windowId, ids), eq(maintenanceChange.state, "proposed"))),
  ]);
  const scopeOf = Map.groupBy(scopes, ({ windowId }) => windowId);
  const proposalOf = new Map(proposals.map((change) => [change.windowId, change]));
  return windows.map((window) => {
    const { timing, announceBy: due } = spoken(ctx.profile, window, now);
    const proposal = proposalOf.get(window.id);
    return {
      id: window.id,
      kind: window.kind,
      state: window.state,
      timing,
      planMonth: window.planMonth,
      title: window.titleEn,
      startsAt: window.startsAt.toISOString(),
      endsAt: window.endsAt.toISOString(),
      announceBy: due.toISOString(),
      announcedAt: window.announcedAt?.toISOString() ?? null,
      moved: isMoved(ctx.profile, window),
      clockChange: hasClockChange(window, ctx.profile.service.timeZone),
      clashes: clashesIn(ctx.profile, window),
      proposal: proposal ? { kind: proposal.kind, byMe: proposal.proposedBy === ctx.actor.id } : null,
      components: (scopeOf.get(window.id) ?? []).map(({ key, name }) => ({ key, name })),
    };
  });
}
