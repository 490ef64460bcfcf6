import { z } from "zod";
import { requirePermission } from "../../access/require-permission.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { type ComponentInput, componentSchema, reasonSchema } from "./component-schema.ts";
import {
  catalogueEvent,
  contentOf,
  lockCatalogue,
  requireNoCircle,
  requireSeen,
  updateComponent,
  writeVersion,
} from "./write-version.server.ts";

const input = z.object({ ...componentSchema.shape, ...reasonSchema.shape });

/**
 * Changes a component. The worker uses what it says from its next round on.
 * @param raw.version the version that the person saw
 * @throws DomainError `invalid` with the field at fault; `conflict` naming who changed what meanwhile; `not_found`
 */
export async function editComponent(
  ctx: Ctx,
  raw: ComponentInput & { key: string; version: number; reason: string },
): Promise<{ key: string; version: number }> {
  return refusalsRecorded(ctx, catalogueEvent("edit", raw.key), async () => {
    const staff = requirePermission(ctx, "health.edit_components");
    const { reason, ...fields } = parseInput(input, raw);
    return staff.db.transaction(async (tx) => {
      const catalogue = await lockCatalogue(tx);
      const before = await requireSeen(tx, catalogue, raw);
      if (before.retired)
        throw new DomainError("conflict", "This component is retired. Bring it back, then change it.");
      requireNoCircle(catalogue, before.key, fields.dependsOn);
      const { dependsOn: _, ...columns } = fields;
      const version = await updateComponent(tx, before, { ...columns, updatedAt: staff.clock.now() });
      const content = contentOf(before.key, fields);
      await writeVersion({ ctx: staff, tx, catalogue }, "edit", { id: before.id, version, before, content, reason });
      return { key: before.key, version };
    });
  });
}
