import { requirePermission } from "../access/require-permission.ts";
import type { Permission } from "../access/permissions.ts";
import type { Ctx } from "../context.ts";
import type { ExportRequest } from "./change-state.server.ts";

/** What an approval of payroll takes beside "exports.approve", and everything else beside its own permission. */
export const payrollPermission = (what: "prepare" | "approve"): Permission =>
  what === "approve" ? "payroll_exports.approve" : "payroll_exports.prepare";

/**
 * Payroll shows what each person earns: whatever is done with such a request, and looking at its scope, takes a permission
 * beside the one that the books take.
 * @throws DomainError `forbidden`
 */
export function requirePart(ctx: Ctx, { part }: Pick<ExportRequest, "part">, what: "prepare" | "approve"): void {
  if (part === "payroll") requirePermission(ctx, payrollPermission(what));
}
