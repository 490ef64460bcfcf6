import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { bulletin, bulletinAutosave } from "#db/schema/bulletins.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { BulletinContent } from "./content-schema.ts";
import { mergeContent, sameContent } from "./merge-rules.ts";
import { revisionAt } from "./change-bulletin.server.ts";

type Typed = { id: string; baseVersion: number; content: BulletinContent };

/** Keeps what this person typed, in place of what they typed before. */
export async function keepAutosave(
  ctx: Ctx<StaffActor>,
  tx: DbOrTx,
  { id, baseVersion, content }: Typed,
): Promise<Date> {
  const savedAt = ctx.clock.now();
  await tx
    .insert(bulletinAutosave)
    .values({ bulletinId: id, staffId: ctx.actor.id, baseVersion, content, savedAt })
    .onConflictDoUpdate({
      target: [bulletinAutosave.bulletinId, bulletinAutosave.staffId],
      set: { baseVersion, content, savedAt },
    });
  return savedAt;
}

export const own = (id: string, ctx: Ctx<StaffActor>) =>
  and(eq(bulletinAutosave.bulletinId, id), eq(bulletinAutosave.staffId, ctx.actor.id));

/**
 * After a save: what was kept from the same editing is done with. What the person typed on another version, as in a second tab,
 * stays unless the save has it too.
 */
export async function settleAutosave(
  ctx: Ctx<StaffActor>,
  tx: DbOrTx,
  saved: Typed,
  stored: BulletinContent,
): Promise<void> {
  const [kept] = await tx.select().from(bulletinAutosave).where(own(saved.id, ctx));
  if (!kept) return;
  if (kept.baseVersion !== saved.baseVersion) {
    const base = await revisionAt(tx, saved.id, kept.baseVersion);
    const { content, conflicts } = mergeContent(base.content, kept.content as BulletinContent, stored);
    if (conflicts.length > 0 || !sameContent(content, stored)) return;
  }
  await tx.delete(bulletinAutosave).where(own(saved.id, ctx));
}

/** @throws DomainError `not_found` */
export async function requireBulletin(tx: DbOrTx, id: string): Promise<{ version: number }> {
  const known = z.uuid().safeParse(id).success;
  const [row] = known ? await tx.select({ version: bulletin.version }).from(bulletin).where(eq(bulletin.id, id)) : [];
  if (!row) throw new DomainError("not_found", "There is no such bulletin.");
  return row;
}
