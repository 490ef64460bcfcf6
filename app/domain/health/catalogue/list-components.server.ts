import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { type CataloguedComponent, loadCatalogue } from "../load-catalogue.server.ts";

/** The whole catalogue in its order, what is retired last. */
export async function listComponents(ctx: Ctx): Promise<CataloguedComponent[]> {
  const { db } = requirePermission(ctx, "health.view");
  const all = await loadCatalogue(db, { retired: true });
  return [...all.filter(({ retired }) => !retired), ...all.filter(({ retired }) => retired)];
}
