import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { changeRelease, type Release, releaseEvent, type SeenRelease } from "./change-release.server.ts";
import { rollBackSchema } from "./release-schema.ts";

/**
 * Says that a release was rolled back, and why. It stays on record, and so does what it changed: customers may have seen it.
 * @throws DomainError `invalid` without a reason, `not_found`, or `conflict`
 */
export async function rollBack(ctx: Ctx, input: SeenRelease & { reason: string }): Promise<Release> {
  return refusalsRecorded(ctx, releaseEvent("roll_back", input.version), async () => {
    const { actor, clock, db } = requirePermission(ctx, "releases.record");
    const { reason } = parseInput(rollBackSchema, { reason: input.reason });
    return db.transaction(async (tx) => {
      const row = await changeRelease(
        tx,
        input,
        { rolledBackAt: clock.now(), rolledBackBy: actor.id, rollbackReason: reason },
        { onlyOnce: true },
      );
      await recordEvent(ctx, tx, releaseEvent("roll_back", row.version));
      return row;
    });
  });
}
