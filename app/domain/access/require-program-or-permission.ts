import type { Actor, Ctx } from "../context.ts";
import type { ApiKeyPurpose } from "./api-keys.ts";
import type { Permission } from "./permissions.ts";
import { requirePermission } from "./require-permission.ts";

type StaffOrProgram = Extract<Actor, { kind: "staff" | "api_key" }>;

/**
 * The first line of a verb that people and programs call: a program with a key of the purpose, or staff with the permission.
 * @throws DomainError `not_signed_in` or `forbidden`
 */
export function requireProgramOrPermission<C extends Ctx>(
  ctx: C,
  purpose: ApiKeyPurpose,
  permission: Permission,
): C & { actor: StaffOrProgram } {
  const actor: Actor = ctx.actor;
  if (actor.kind === "api_key" && actor.purpose === purpose) return { ...ctx, actor };
  return requirePermission(ctx, permission);
}
