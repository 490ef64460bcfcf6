import { requirePermission } from "../access/require-permission.ts";
import type { Ctx, StaffActor } from "../context.ts";

/**
 * The first line of what customer service and the platform team both do with a case.
 * @throws DomainError `not_signed_in` or `forbidden`
 */
export function requireCaseWork<C extends Ctx>(ctx: C): C & { actor: StaffActor } {
  const isPlatform = ctx.actor.kind === "staff" && ctx.actor.permissions.has("cases.platform");
  return requirePermission(ctx, isPlatform ? "cases.platform" : "cases.work");
}
