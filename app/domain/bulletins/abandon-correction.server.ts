import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { bulletinActions, NO_CORRECTION } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin, keepRevision, lockBulletin } from "./change-bulletin.server.ts";

/**
 * Gives a correction up: the bulletin is again what the public has read all the time. What was written stays among its versions.
 * @throws DomainError `conflict` when it was never published, or is in review or further
 */
export async function abandonCorrection(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("abandon_correction", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.abandon_correction.permission);
    await staff.db.transaction(async (tx) => {
      const { published } = await lockBulletin(tx, input.id);
      if (!published) throw new DomainError("conflict", NO_CORRECTION);
      const row = await changeBulletin(staff, tx, "abandon_correction", input, {
        content: published,
        // It says what is published, so that whoever gave up is no author of what comes after.
        publishedVersion: input.version + 1,
        proposedNote: null,
      });
      await keepRevision(staff, tx, row, published);
    });
  });
}
