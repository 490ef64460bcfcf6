import type { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import {
  changeDisclosure,
  type Disclosure,
  disclosureEvent,
  lockDisclosure,
  type Seen,
} from "./change-disclosure.server.ts";
import { scopeForm } from "./disclosure-form.ts";
import { changedParts, type DisclosureScope, scopeOf, scopeProblem, scopeSha256 } from "./scope-rules.ts";

/**
 * Puts right what was written down wrongly, before any row is found. What was found by an earlier scope is forgotten; the trail
 * says which parts were changed, from which hash to which.
 * @throws DomainError `invalid`, also when nothing is changed; `conflict`
 */
export async function correctScope(ctx: Ctx, input: Seen & z.input<typeof scopeForm>): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("correct_scope", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const fields = parseInput(scopeForm, input);
    const problem = scopeProblem(fields);
    if (problem) throw new DomainError("invalid", problem.message, { field: problem.field });
    const scope = scopeOf(fields);
    return staff.db.transaction(async (tx) => {
      const before = await lockDisclosure(tx, input);
      const parts = changedParts(before.scope as DisclosureScope, scope);
      if (parts.length === 0)
        throw new DomainError("invalid", "This is the scope that is recorded: nothing to correct.");
      const row = await changeDisclosure(tx, "correct_scope", input, {
        now: staff.clock.now(),
        scope,
        scopeSha256: scopeSha256(scope),
        correctedBy: [...new Set([...before.correctedBy, staff.actor.id])],
        runState: null,
        runError: null,
        matches: null,
        chosenBy: null,
        chosenAt: null,
        executedBy: null,
      });
      await recordEvent(staff, tx, {
        ...disclosureEvent("correct_scope", row.id),
        details: { parts, before: before.scopeSha256, after: row.scopeSha256 },
      });
      return row;
    });
  });
}
