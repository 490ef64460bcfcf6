import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { release } from "#db/schema/releases.ts";
import { enqueue } from "../../platform/queue.server.ts";
import { requireProgramOrPermission } from "../access/require-program-or-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { releaseEvent } from "./change-release.server.ts";
import { parsePlaced } from "./parse-placed.ts";
import { itemsOf, releaseSchema } from "./release-schema.ts";

type Release = typeof release.$inferSelect;

/**
 * Records a release, by a pipeline's key or by hand, and has it marked in Grafana. Said again it is the same release: a pipeline
 * that did not hear the answer may repeat itself.
 * @returns `created` false when it was recorded before with the same content
 * @throws DomainError `invalid` with each fault and its place, `conflict` when the version is known with other content
 */
export async function recordRelease(ctx: Ctx, input: unknown): Promise<{ release: Release; created: boolean }> {
  return refusalsRecorded(ctx, releaseEvent("record", (input as { version?: unknown } | null)?.version), async () => {
    const { actor, clock, db } = requireProgramOrPermission(ctx, "releases", "releases.record");
    const now = clock.now();
    const { changes, ...given } = parsePlaced(releaseSchema(now), input);
    const wanted = { ...given, items: itemsOf(changes, given.kind) };
    return db.transaction(async (tx) => {
      const [made] = await tx
        .insert(release)
        .values({
          ...wanted,
          releasedAt: wanted.releasedAt ?? now,
          reportedBy: actor.kind === "staff" ? actor.id : null,
          apiKeyId: actor.kind === "api_key" ? actor.id : null,
          createdAt: now,
        })
        .onConflictDoNothing({ target: release.version })
        .returning();
      if (!made) {
        const [known] = await tx.select().from(release).where(eq(release.version, wanted.version));
        requireSame(known!, wanted);
        return { release: known!, created: false };
      }
      await enqueue(tx, "reconcile-marks", { ownerKind: "release", ownerId: made.id });
      await recordEvent(ctx, tx, {
        ...releaseEvent("record", made.version),
        details: { kind: made.kind, changes: made.items.length, commit: made.commit },
      });
      return { release: made, created: true };
    });
  });
}

/** What was not said the second time is no other content: the time is the first one's then. */
function requireSame(known: Release, wanted: Partial<Release>): void {
  const differences = [
    wanted.kind !== known.kind && "kind",
    wanted.releasedAt && wanted.releasedAt.getTime() !== known.releasedAt.getTime() && "releasedAt",
    wanted.commit && wanted.commit !== known.commit && "commit",
    !isDeepStrictEqual(wanted.items, known.items) &&
      (known.recordVersion > 1 ? "changes (they were corrected by hand since)" : "changes"),
  ].filter((difference) => difference !== false && difference !== undefined && difference !== "");
  if (differences.length > 0)
    throw new DomainError(
      "conflict",
      `Release ${known.version} is recorded already, and differs in: ${differences.join(", ")}. Nothing was changed; ` +
        "a new release needs a new version, and a record is corrected by hand in the console.",
      { field: String(differences[0]).split(" ")[0] },
    );
}
