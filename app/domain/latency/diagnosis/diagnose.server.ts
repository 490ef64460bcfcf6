import { requirePermission } from "../../access/require-permission.ts";
import type { ServiceCtx } from "../../context.ts";
import { nameCustomers } from "../../customers/name-customers.server.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { type DiagnosisInput, diagnosisInput } from "./diagnosis-input.ts";
import type { Diagnosis } from "./diagnosis-types.ts";
import { knownWindows } from "./known-windows.server.ts";
import { makeDiagnosis } from "./make-diagnosis.server.ts";

/**
 * Diagnoses a customer's slowdown: why its loads took longer than in the same hours of the four weeks before, and which part of
 * the excess each cause explains. Nothing is saved.
 * @param input.page of the ticket, as the service's metrics name it; null when the ticket names none
 * @throws DomainError `invalid` for a period that is shorter than ten minutes, longer than seven days or still to come
 */
export async function diagnose(ctx: ServiceCtx, input: DiagnosisInput, signal?: AbortSignal): Promise<Diagnosis> {
  const staff = requirePermission(ctx, "customers.view");
  const { businessId, from, to, page } = parseInput(diagnosisInput, input);
  if (from >= staff.clock.now())
    throw new DomainError("invalid", "This time is still to come: choose hours that have begun.", { field: "from" });
  const span = { from, to };
  const [names, windows] = await Promise.all([nameCustomers(staff, [businessId]), knownWindows(staff.db, span)]);
  const customer = { businessId, name: names.get(businessId) ?? businessId };
  return makeDiagnosis(staff, { customer, span, page, windows }, signal);
}
