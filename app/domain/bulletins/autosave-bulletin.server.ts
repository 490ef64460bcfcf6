import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { keepAutosave, requireBulletin } from "./autosave.server.ts";
import { requireSeen } from "./change-bulletin.server.ts";
import { bulletinContentSchema } from "./content-schema.ts";

/**
 * Keeps what somebody has typed and not saved: theirs alone, whatever the bulletin's state is meanwhile. It is no change of the
 * bulletin, and the trail does not tell of it.
 * @param input.baseVersion the version that they began with
 */
export async function autosaveBulletin(
  ctx: Ctx,
  input: { id: string; baseVersion: number; content: unknown },
): Promise<{ savedAt: string }> {
  const staff = requirePermission(ctx, "bulletins.edit");
  const content = parseInput(bulletinContentSchema, input.content);
  requireSeen({ id: input.id, version: input.baseVersion });
  const { version } = await requireBulletin(staff.db, input.id);
  if (input.baseVersion > version) throw new DomainError("not_found", "There is no such version of this bulletin.");
  const savedAt = await keepAutosave(staff, staff.db, { ...input, content });
  return { savedAt: savedAt.toISOString() };
}
