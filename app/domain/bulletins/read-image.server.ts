import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { bulletin, bulletinImage } from "#db/schema/bulletins.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";

export type ServedImage = { bytes: Buffer; mediaType: string; sha256: string; isPublic: boolean };

/**
 * An image that something public shows, for anybody; any other only for staff who see drafts.
 * @throws DomainError `not_found` for both an image that there is not and one that this reader may not see
 */
export async function readImage({ db, actor }: Ctx, { id }: { id: string }): Promise<ServedImage> {
  const known = z.uuid().safeParse(id).success;
  const [row] = known ? await db.select().from(bulletinImage).where(eq(bulletinImage.id, id)) : [];
  if (row) {
    const [shown] = await db
      .select({ one: sql`1` })
      .from(bulletin)
      .where(
        and(
          isNotNull(bulletin.published),
          ne(bulletin.state, "retracted"),
          sql`strpos(${bulletin.published}::text, ${row.id}) > 0`,
        ),
      )
      .limit(1);
    const isPublic = shown !== undefined;
    if (isPublic || (actor.kind === "staff" && actor.permissions.has("bulletins.view")))
      return { bytes: row.bytes, mediaType: row.mediaType, sha256: row.sha256, isPublic };
  }
  throw new DomainError("not_found", "There is no such image.");
}
