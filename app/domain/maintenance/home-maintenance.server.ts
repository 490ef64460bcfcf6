import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { maintenanceChange, maintenanceWindow } from "#db/schema/maintenance.ts";
import { paths } from "../../paths.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { changeKindLabels } from "./event-labels.ts";
import { type HomeWarningKind, windowWarning } from "./home-warning-rules.ts";
import { liveStates } from "./hours-rules.ts";
import { spoken } from "./window-rows.server.ts";
import { windowActions } from "./window-states.ts";

export type HomeWarning = { kind: HomeWarningKind; sentence: string; href: string };

/**
 * What maintenance asks of this person: windows that run past their end or near it, announcements that are late or due, changes
 * that wait for their decision. The most pressing first; nothing for those who do not manage maintenance.
 */
export async function homeMaintenance(ctx: ServiceCtx): Promise<HomeWarning[]> {
  const staff = requirePermission(ctx, "home.view");
  if (!staff.actor.permissions.has("maintenance.manage")) return [];
  const now = staff.clock.now();
  const live = await staff.db
    .select()
    .from(maintenanceWindow)
    .where(inArray(maintenanceWindow.state, [...liveStates]))
    .orderBy(asc(maintenanceWindow.startsAt));
  const warnings = live.flatMap((window): HomeWarning[] => {
    const warning = windowWarning(spoken(staff.profile, window, now), now);
    return warning ? [{ ...warning, href: paths.maintenanceWindow(window.id) }] : [];
  });
  return [...warnings, ...(await decisions(staff))].toSorted((a, b) => order(a) - order(b));
}

const kinds: readonly HomeWarningKind[] = [
  "overrun",
  "ending_soon",
  "announcement_late",
  "decision_waits",
  "announcement_due",
];
const order = ({ kind }: HomeWarning) => kinds.indexOf(kind);

async function decisions({ db, actor }: ServiceCtx<StaffActor>): Promise<HomeWarning[]> {
  if (!actor.permissions.has(windowActions.decide.permission)) return [];
  const rows = await db
    .select({ id: maintenanceWindow.id, title: maintenanceWindow.titleEn, kind: maintenanceChange.kind })
    .from(maintenanceChange)
    .innerJoin(maintenanceWindow, eq(maintenanceWindow.id, maintenanceChange.windowId))
    .where(and(eq(maintenanceChange.state, "proposed"), ne(maintenanceChange.proposedBy, actor.id)))
    .orderBy(asc(maintenanceChange.proposedAt));
  return rows.map(({ id, title, kind }) => ({
    kind: "decision_waits",
    sentence: `A proposal to ${changeKindLabels[kind]} “${title}” waits for a second person.`,
    href: paths.maintenanceWindow(id),
  }));
}
