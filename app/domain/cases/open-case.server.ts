import type { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { caseKinds } from "./case-kinds.ts";
import { answersTo, openSchema } from "./case-schema.ts";
import { caseAudit } from "./guard-case.server.ts";
import { insertCase } from "./insert-case.server.ts";
import { kindDefinitions } from "./kind-definitions.ts";

/** All that a sealed case says of itself. */
const SEALED_SUBJECT = "Log disclosure request";

export type OpenCaseInput = z.input<typeof openSchema>;

/**
 * Opens a case by hand. Where its content is sealed, the subject and the answers are not kept: the disclosure keeps them.
 * To open one together with what belongs to it, hand over a context whose `db` is the transaction.
 * @param input.businessId as the service knows it; null where the kind takes no customer
 * @throws DomainError `invalid` with the field
 */
export async function openCase(ctx: ServiceCtx, input: OpenCaseInput): Promise<{ id: string; number: number }> {
  return refusalsRecorded(ctx, { action: "case.open", target: { kind: "case", id: "new" } }, async () => {
    const kind = caseKinds.find((known) => known === input.kind);
    const staff = requirePermission(ctx, kind ? kindDefinitions[kind].open : "cases.work");
    const form = parseInput(openSchema, input);
    const definition = kindDefinitions[form.kind];
    const checked = answersTo(definition.fields, form.request, () => true);
    if ("fault" in checked) throw new DomainError("invalid", checked.fault, { field: checked.field });
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await insertCase(
        tx,
        { profile: staff.profile, now },
        {
          ...form,
          subject: definition.sealed ? SEALED_SUBJECT : form.subject,
          externalNumber: definition.sealed ? null : form.externalNumber,
          request: checked.answers,
        },
        { openedBy: staff.actor.id },
      );
      const { id, number } = row!;
      await recordEvent(staff, tx, {
        ...caseAudit("open", number),
        details: { kind: form.kind, priority: form.priority, businessId: row!.businessId },
      });
      return { id, number };
    });
  });
}
