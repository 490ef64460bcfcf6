import type { DbOrTx } from "#db/client.ts";
import { enqueue } from "../../platform/queue.server.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import {
  changeDisclosure,
  type Disclosure,
  disclosureEvent,
  lockDisclosure,
  type Seen,
} from "./change-disclosure.server.ts";
import type { DisclosureScope } from "./scope-rules.ts";

/**
 * Has the rows found: the worker, which alone may read the log, matches the people, and where nobody has to be told apart seals
 * the package. The form names the scope that the person saw.
 * @throws DomainError `conflict`, also while the period has not ended
 */
export async function executeDisclosure(ctx: Ctx, input: Seen & { scopeSha256: string }): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("execute", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const before = await lockDisclosure(tx, input);
      if (before.scopeSha256 !== input.scopeSha256)
        throw new DomainError("conflict", "The scope is not the one you were shown. Look at it again, then decide.");
      if ((before.scope as DisclosureScope).to > now.toISOString())
        throw new DomainError("conflict", "The period has not ended yet: rows would be missing. Wait, or correct it.");
      const row = await changeDisclosure(tx, "execute", input, { now, executedBy: staff.actor.id, ...queued(now) });
      await ring(tx, row.id);
      await recordEvent(staff, tx, {
        ...disclosureEvent("execute", row.id),
        details: { scopeSha256: row.scopeSha256 },
      });
      return row;
    });
  });
}

/** A run from its beginning. */
export const queued = (now: Date) => ({
  runState: "queued" as const,
  runQueuedAt: now,
  runTries: 0,
  runRowsDone: 0,
  runRowsTotal: null,
  runError: null,
});

export const ring = (tx: DbOrTx, disclosureId: string) => enqueue(tx, "disclosure-run", { disclosureId });
