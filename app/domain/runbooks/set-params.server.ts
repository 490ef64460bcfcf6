import { eq } from "drizzle-orm";
import { runbookRun } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { addTick, openRun, runEvent } from "./open-run.server.ts";
import { paramsSchema } from "./run-schema.ts";
import type { RunParams } from "./runbook-types.ts";

/** The step's name in rows that are about the whole run; no step's id is empty. */
export const WHOLE_RUN = "";

/** Gives the values that checks and links ask for; those not named stay. @throws DomainError `invalid`, `conflict`, `not_found` */
export async function setParams(ctx: Ctx, input: { runId: string; params: RunParams }): Promise<void> {
  return refusalsRecorded(ctx, runEvent("set_params", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const given = parseInput(paramsSchema, input.params);
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, input.runId);
      const params = { ...open.run.params, ...given };
      await tx.update(runbookRun).set({ params }).where(eq(runbookRun.id, input.runId));
      await addTick(tx, open, {
        step: WHOLE_RUN,
        what: "noted",
        seen: { params: given },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, {
        ...runEvent("set_params", input.runId),
        details: { given: Object.keys(given) },
      });
    });
  });
}
