import { desc, eq } from "drizzle-orm";
import { component, componentState } from "#db/schema/health.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { StateChange } from "./health-view.ts";

const CHANGES_MAX = 20;

/** The last twenty states of a component, newest first. Between two that do not touch, nobody looked. */
export async function readStateChanges(ctx: Ctx, { key }: { key: string }): Promise<StateChange[]> {
  const { db } = requirePermission(ctx, "health.view");
  const rows = await db
    .select({
      state: componentState.state,
      from: componentState.startedAt,
      to: componentState.endedAt,
      sources: componentState.sources,
    })
    .from(componentState)
    .innerJoin(component, eq(component.id, componentState.componentId))
    .where(eq(component.key, key))
    .orderBy(desc(componentState.startedAt), desc(componentState.id))
    .limit(CHANGES_MAX);
  return rows.map(({ from, to, ...row }) => ({ ...row, from: from.toISOString(), to: to?.toISOString() ?? null }));
}
