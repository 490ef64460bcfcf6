import { desc, eq } from "drizzle-orm";
import { bulletin, bulletinRevision } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { requireBulletin } from "./autosave.server.ts";

export type BulletinVersion = {
  version: number;
  at: string;
  /** Null: a job, or the demo. */
  by: string | null;
  /** It is what the public reads. */
  published: boolean;
};

/** The contents that a bulletin has had, the newest first. Numbers have gaps: other changes count too. */
export async function listVersions(ctx: Ctx, { id }: { id: string }): Promise<BulletinVersion[]> {
  const { db } = requirePermission(ctx, "bulletins.view");
  await requireBulletin(db, id);
  const rows = await db
    .select({
      version: bulletinRevision.version,
      at: bulletinRevision.at,
      by: staff.displayName,
      publishedVersion: bulletin.publishedVersion,
    })
    .from(bulletinRevision)
    .innerJoin(bulletin, eq(bulletin.id, bulletinRevision.bulletinId))
    .leftJoin(staff, eq(staff.id, bulletinRevision.authorId))
    .where(eq(bulletinRevision.bulletinId, id))
    .orderBy(desc(bulletinRevision.version));
  return rows.map(({ version, at, by, publishedVersion }) => ({
    version,
    at: at.toISOString(),
    by,
    published: version === publishedVersion,
  }));
}
