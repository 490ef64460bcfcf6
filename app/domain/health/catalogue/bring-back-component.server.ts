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
  requireNoCircle,
  requireSeen,
  updateComponent,
  writeVersion,
} from "./write-version.server.ts";

/**
 * Watches a retired component again, as it was. Between, nothing was observed.
 * @throws DomainError `conflict` when it is not retired, changed meanwhile, or depends on one that is retired; `not_found`
 */
export async function bringBackComponent(
  ctx: Ctx,
  raw: { key: string; version: number; reason: string },
): Promise<void> {
  return refusalsRecorded(ctx, catalogueEvent("bring_back", raw.key), async () => {
    const staff = requirePermission(ctx, "health.edit_components");
    const { reason } = parseInput(reasonSchema, raw);
    return staff.db.transaction(async (tx) => {
      const catalogue = await lockCatalogue(tx);
      const before = await requireSeen(tx, catalogue, raw);
      if (!before.retired) throw new DomainError("conflict", "This component is watched already.");
      const away = catalogue.find((one) => one.retired && before.dependsOn.includes(one.key));
      if (away)
        throw new DomainError("conflict", `It depends on ${away.name.en}, which is retired. Bring that back first.`);
      requireNoCircle(catalogue, before.key, before.dependsOn);
      const version = await updateComponent(tx, before, { retiredAt: null, updatedAt: staff.clock.now() });
      const content = { ...keptContent(before), retired: false };
      await writeVersion({ ctx: staff, tx, catalogue }, "bring_back", {
        id: before.id,
        version,
        before,
        content,
        reason,
      });
    });
  });
}
