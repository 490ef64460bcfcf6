import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { exportRequest } from "#db/schema/exports.ts";
import { ledgerCompany } from "#db/schema/ledger.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { openStates, stateLabels } from "./export-states.ts";
import { requestForm } from "./request-form.ts";

export type RequestExportInput = z.input<ReturnType<typeof requestForm>>;

/**
 * Opens a request for a leaving customer's archive.
 * @returns the new request's id and number
 * @throws DomainError `invalid` with the field; `not_found` for the company; `conflict` when the company has an open request
 */
export async function requestExport(ctx: Ctx, input: RequestExportInput): Promise<{ id: string; number: number }> {
  const staff = requirePermission(ctx, "exports.request");
  const companyId = parseInput(z.uuid("Choose the company from the list."), input.companyId);
  const [company] = await staff.db.select().from(ledgerCompany).where(eq(ledgerCompany.id, companyId));
  if (!company) throw new DomainError("not_found", "There is no such company in the ledger.", { field: "companyId" });
  const form = parseInput(requestForm(company.country), input);

  return await staff.db.transaction(async (tx) => {
    // Two officers at once, or one double click: the second waits here and then finds the first one's request.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`export_request ${companyId}`}, 0))`);
    const [open] = await tx
      .select({ number: exportRequest.number, state: exportRequest.state })
      .from(exportRequest)
      .where(and(eq(exportRequest.companyId, companyId), inArray(exportRequest.state, [...openStates])))
      .limit(1);
    if (open) {
      throw new DomainError(
        "conflict",
        `${company.name} already has request ${open.number}, "${stateLabels[open.state]}". Go on with that one, or cancel it first.`,
      );
    }
    const [made] = await tx
      .insert(exportRequest)
      .values({
        ...form,
        companyName: company.name,
        businessId: company.businessId,
        country: company.country,
        requestedBy: staff.actor.id,
        requestedAt: staff.clock.now(),
      })
      .returning({ id: exportRequest.id, number: exportRequest.number });
    await recordEvent(staff, tx, {
      action: "export_request.request",
      target: { kind: "export_request", id: made!.id },
      details: { companyId, authority: form.requesterAuthority, asOf: form.asOf, years: form.years },
    });
    return made!;
  });
}
