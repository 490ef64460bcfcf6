import type { Permission } from "../access/permissions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { ExportRequest } from "./change-state.server.ts";
import { type ExportAction, payrollPermission } from "./export-states.ts";

/** Without it a payroll request is known to exist, with its state and dates, and nothing that its archive is made of. */
export const seesContent = (
  { permissions }: { permissions: ReadonlySet<Permission> },
  { part }: Pick<ExportRequest, "part">,
): boolean => part === "books" || permissions.has(payrollPermission("scope"));

/**
 * Payroll shows what each person earns: whatever is done with such a request, and looking at its scope, takes a permission
 * beside the one that the books take.
 * @param action what is done; to look takes what preparing takes
 * @throws DomainError `forbidden`
 */
export function requirePart(ctx: Ctx, { part }: Pick<ExportRequest, "part">, action: ExportAction = "scope"): void {
  if (part === "payroll") requirePermission(ctx, payrollPermission(action));
}
