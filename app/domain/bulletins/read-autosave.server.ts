import { bulletinAutosave } from "#db/schema/bulletins.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { own, requireBulletin } from "./autosave.server.ts";
import type { Autosave } from "./bulletin-view.ts";
import { revisionAt } from "./change-bulletin.server.ts";
import type { BulletinContent } from "./content-schema.ts";

/** What the person who asks typed last and did not save; null when there is nothing. */
export async function readAutosave(ctx: Ctx, { id }: { id: string }): Promise<Autosave | null> {
  const staff = requirePermission(ctx, "bulletins.edit");
  await requireBulletin(staff.db, id);
  const [row] = await staff.db.select().from(bulletinAutosave).where(own(id, staff));
  if (!row) return null;
  const base = await revisionAt(staff.db, id, row.baseVersion);
  return {
    baseVersion: row.baseVersion,
    base: base.content,
    content: row.content as BulletinContent,
    savedAt: row.savedAt.toISOString(),
  };
}
