import { asc, isNull } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { windowActions } from "./window-states.ts";

export type UrgentChoice = {
  key: string;
  name: string;
  /** Part of an ordinary window's scope: chosen until somebody chooses otherwise. */
  chosen: boolean;
  /** Without any, no alert of it can be silenced. */
  hasMatchers: boolean;
};

/** The components that urgent maintenance can take down, in the catalogue's order. */
export async function urgentChoices(ctx: ServiceCtx): Promise<UrgentChoice[]> {
  const { db, profile } = requirePermission(ctx, windowActions.announce.permission);
  const rows = await db
    .select({ key: component.key, name: component.nameEn, alertMatchers: component.alertMatchers })
    .from(component)
    .where(isNull(component.retiredAt))
    .orderBy(asc(component.position), asc(component.key));
  return rows.map(({ key, name, alertMatchers }) => ({
    key,
    name,
    chosen: profile.maintenance.scope.includes(key),
    hasMatchers: alertMatchers.length > 0,
  }));
}
