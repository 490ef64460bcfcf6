import type { z } from "zod";
import { disclosure } from "#db/schema/disclosures.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { disclosureEvent } from "./change-disclosure.server.ts";
import { openDisclosureCase } from "./disclosure-case.server.ts";
import { registrationForm } from "./disclosure-form.ts";
import { today } from "./helsinki-day-rules.ts";
import { scopeOf, scopeProblem, scopeSha256 } from "./scope-rules.ts";

export type Registration = z.input<typeof registrationForm>;

/**
 * Writes down an authority's request, with the case that says that it exists. Whoever registers it does not see what they wrote
 * again: from here on the content is the platform team's.
 * @param input.from and `to`: as in `readPeriodEnd`; companies, events and people one to a line
 * @returns the disclosure's id and its case's number
 * @throws DomainError `invalid` with the field to mend, `forbidden`
 */
export async function registerDisclosure(
  ctx: ServiceCtx,
  input: Registration,
): Promise<{ id: string; number: number }> {
  const staff = requirePermission(ctx, "disclosures.register");
  const given = parseInput(registrationForm, input);
  const now = staff.clock.now();
  const problem = scopeProblem(given) ?? dateProblem(given, today(now));
  if (problem) throw new DomainError("invalid", problem.message, { field: problem.field });
  const scope = scopeOf(given);
  return staff.db.transaction(async (tx) => {
    const opened = await openDisclosureCase(staff, tx, { language: given.language });
    const [row] = await tx
      .insert(disclosure)
      .values({
        caseId: opened.id,
        authority: given.authority,
        legalBasis: given.legalBasis,
        reference: given.reference,
        receivedOn: given.receivedOn,
        recipientEmail: given.recipientEmail,
        recipientPhone: given.recipientPhone,
        language: given.language,
        scope,
        scopeSha256: scopeSha256(scope),
        tellCustomer: given.tellCustomer,
        tellAfter: given.tellAfter || null,
        registeredBy: staff.actor.id,
        registeredAt: now,
      })
      .returning({ id: disclosure.id });
    await recordEvent(staff, tx, {
      ...disclosureEvent("register", row!.id),
      details: { number: opened.number, scopeSha256: scopeSha256(scope), tellCustomer: given.tellCustomer },
    });
    return { id: row!.id, number: opened.number };
  });
}

function dateProblem(given: z.output<typeof registrationForm>, day: string): { field: string; message: string } | null {
  if (given.receivedOn > day) return { field: "receivedOn", message: "The request cannot have come in the future." };
  if (given.tellCustomer === "later" && given.tellAfter === "")
    return { field: "tellAfter", message: "Give the day from which the customer may be told, as the decision says." };
  if (given.tellCustomer !== "later" && given.tellAfter !== "")
    return { field: "tellAfter", message: "A day is given only when the customer is told later." };
  return null;
}
