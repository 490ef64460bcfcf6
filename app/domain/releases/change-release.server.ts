import { and, eq, isNull, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { DbOrTx } from "#db/client.ts";
import { release } from "#db/schema/releases.ts";
import { enqueue } from "../../platform/queue.server.ts";
import type { AuditEntry } from "../audit/record-event.server.ts";
import { DomainError } from "../errors.ts";
import { versionSchema } from "./release-schema.ts";

export type Release = typeof release.$inferSelect;
/** The version of the release, and of its record as the person saw it. */
export type SeenRelease = { version: string; recordVersion: number };

/** How the trail names what is done with a release: by its version, which people know it by. */
export const releaseEvent = (what: string, version: unknown): Pick<AuditEntry, "action" | "target"> => {
  const parsed = versionSchema.safeParse(version);
  return { action: `release.${what}`, target: { kind: "release", id: parsed.success ? parsed.data : "unknown" } };
};

/** @throws DomainError `not_found` */
export async function requireRelease(db: DbOrTx, version: string): Promise<Release> {
  const [row] = await db.select().from(release).where(eq(release.version, version));
  if (!row) throw new DomainError("not_found", "There is no release with this version.");
  return row;
}

/**
 * The guarded write behind every change of a release's record: only on what the person saw. The mark in Grafana follows.
 * @throws DomainError `not_found` or `conflict`
 */
export async function changeRelease(
  tx: DbOrTx,
  seen: SeenRelease,
  set: PgUpdateSetSource<typeof release>,
  { onlyOnce = false }: { onlyOnce?: boolean } = {},
): Promise<Release> {
  const [row] = await tx
    .update(release)
    .set({ ...set, recordVersion: sql`${release.recordVersion} + 1` })
    .where(
      and(
        eq(release.version, seen.version),
        eq(release.recordVersion, seen.recordVersion),
        onlyOnce ? isNull(release.rolledBackAt) : undefined,
      ),
    )
    .returning();
  if (!row) {
    const is = await requireRelease(tx, seen.version);
    throw new DomainError(
      "conflict",
      onlyOnce && is.rolledBackAt
        ? "This release was rolled back already."
        : "Somebody changed this release after you opened the page. Read what it says now, then send yours again.",
    );
  }
  await enqueue(tx, "reconcile-marks", { ownerKind: "release", ownerId: row.id });
  return row;
}
