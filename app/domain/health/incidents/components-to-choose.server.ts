import { asc, isNull } from "drizzle-orm";
import { type AlertMatcher, component } from "#db/schema/health.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";

export type ChoosableComponent = { key: string; name: string; alertMatchers: AlertMatcher[] };

/** The components of the catalogue that an incident can touch, in its order, with English names. */
export async function componentsToChoose(ctx: Ctx): Promise<ChoosableComponent[]> {
  const { db } = requirePermission(ctx, "health.view");
  return db
    .select({ key: component.key, name: component.nameEn, alertMatchers: component.alertMatchers })
    .from(component)
    .where(isNull(component.retiredAt))
    .orderBy(asc(component.position), asc(component.key));
}
