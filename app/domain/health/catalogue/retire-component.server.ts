import { and, eq, isNull, sql } from "drizzle-orm";
import { componentState } from "#db/schema/health.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { reasonSchema } from "./component-schema.ts";
import {
  catalogueEvent,
  keptContent,
  lockCatalogue,
  requireSeen,
  updateComponent,
  writeVersion,
} from "./write-version.server.ts";

/**
 * Takes a component out of watching and out of the health pages. Its history, incidents and versions stay.
 * @throws DomainError `conflict` while another component depends on it, or when it changed meanwhile; `not_found`; `invalid`
 */
export async function retireComponent(ctx: Ctx, raw: { key: string; version: number; reason: string }): Promise<void> {
  return refusalsRecorded(ctx, catalogueEvent("retire", raw.key), async () => {
    const staff = requirePermission(ctx, "health.edit_components");
    const { reason } = parseInput(reasonSchema, raw);
    return staff.db.transaction(async (tx) => {
      const catalogue = await lockCatalogue(tx);
      const before = await requireSeen(tx, catalogue, raw);
      if (before.retired) throw new DomainError("conflict", "This component is retired already.");
      const dependants = catalogue.filter((one) => !one.retired && one.dependsOn.includes(before.key));
      if (dependants.length > 0) {
        const names = dependants.map(({ name }) => name.en).join(", ");
        throw new DomainError(
          "conflict",
          `${names} ${dependants.length === 1 ? "depends" : "depend"} on it. Change that first.`,
        );
      }
      const version = await updateComponent(tx, before, { retiredAt: staff.clock.now(), updatedAt: staff.clock.now() });
      await tx
        .update(componentState)
        .set({ endedAt: sql`${componentState.observedAt}` })
        .where(and(eq(componentState.componentId, before.id), isNull(componentState.endedAt)));
      const content = { ...keptContent(before), retired: true };
      await writeVersion({ ctx: staff, tx, catalogue }, "retire", { id: before.id, version, before, content, reason });
    });
  });
}
