import { z } from "zod";
import { component } from "#db/schema/health.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { type ComponentInput, componentSchema, newKey, reasonSchema } from "./component-schema.ts";
import { catalogueEvent, contentOf, lockCatalogue, requireNoCircle, writeVersion } from "./write-version.server.ts";

const input = z.object({ key: newKey, ...componentSchema.shape, ...reasonSchema.shape });

/**
 * Adds a component to the catalogue; the worker looks at it from its next round on.
 * @throws DomainError `invalid` with the field at fault
 */
export async function createComponent(
  ctx: Ctx,
  raw: ComponentInput & { key: string; reason: string },
): Promise<{ key: string }> {
  return refusalsRecorded(ctx, catalogueEvent("create", raw.key), async () => {
    const staff = requirePermission(ctx, "health.edit_components");
    const { key, reason, ...fields } = parseInput(input, raw);
    return staff.db.transaction(async (tx) => {
      const catalogue = await lockCatalogue(tx);
      if (catalogue.some((one) => one.key === key))
        throw new DomainError("invalid", `The key ${key} is taken. A retired component keeps its key.`, {
          field: "key",
        });
      requireNoCircle(catalogue, key, fields.dependsOn);
      const { dependsOn: _, ...columns } = fields;
      const [row] = await tx
        .insert(component)
        .values({ ...columns, key, position: catalogue.length, updatedAt: staff.clock.now() })
        .returning({ id: component.id });
      const content = contentOf(key, fields);
      await writeVersion({ ctx: staff, tx, catalogue }, "create", {
        id: row!.id,
        version: 1,
        before: null,
        content,
        reason,
      });
      return { key };
    });
  });
}
