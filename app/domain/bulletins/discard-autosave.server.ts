import { bulletinAutosave } from "#db/schema/bulletins.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { own, requireBulletin } from "./autosave.server.ts";

/** Throws away what the person who asks typed and did not save. */
export async function discardAutosave(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const staff = requirePermission(ctx, "bulletins.edit");
  await requireBulletin(staff.db, id);
  await staff.db.delete(bulletinAutosave).where(own(id, staff));
}
