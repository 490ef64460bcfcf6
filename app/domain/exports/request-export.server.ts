import { eq } from "drizzle-orm";
import { z } from "zod";
import { exportRequest } from "#db/schema/exports.ts";
import { ledgerCompany } from "#db/schema/ledger.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { requirePart } from "./payroll-part.ts";
import { requestForm } from "./request-form.ts";
import { requireNoOpenRequest } from "./require-no-open-request.server.ts";

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
  requirePart(staff, form);

  return await staff.db.transaction(async (tx) => {
    await requireNoOpenRequest(tx, { companyId, companyName: company.name, part: form.part });
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
      details: { companyId, part: form.part, authority: form.requesterAuthority, asOf: form.asOf, years: form.years },
    });
    return made!;
  });
}
