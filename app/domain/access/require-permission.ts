import type { Actor, Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Permission } from "./permissions.ts";

export const FRESH_SIGN_IN_MINUTES = 5;

/**
 * The first line of every verb that staff call.
 * @returns the context with its actor known to be a member of staff who holds the permission
 * @throws DomainError `not_signed_in` or `forbidden`
 */
export function requirePermission<C extends Ctx>(ctx: C, permission: Permission): C & { actor: StaffActor } {
  const actor: Actor = ctx.actor;
  if (actor.kind !== "staff") throw new DomainError("not_signed_in", "Sign in to do this.");
  if (!actor.permissions.has(permission)) {
    throw new DomainError(
      "forbidden",
      `Your roles do not include the permission "${permission}". Ask an administrator if your work needs it.`,
    );
  }
  return { ...ctx, actor };
}

/** Whether the person's sign-in is recent enough for an approval. */
export function hasFreshSignIn(ctx: Ctx<StaffActor>): boolean {
  return ctx.clock.now().getTime() - ctx.actor.authTime.getTime() <= FRESH_SIGN_IN_MINUTES * 60_000;
}

/**
 * For approvals: the person proved who they are at most five minutes ago (NIST SP 800-63B-4 re-authentication, ASVS 7.5.3).
 * @throws DomainError `fresh_sign_in_needed`
 */
export function requireFreshSignIn(ctx: Ctx<StaffActor>): void {
  if (!hasFreshSignIn(ctx)) {
    throw new DomainError(
      "fresh_sign_in_needed",
      "Approving needs a sign-in made within the last 5 minutes. Sign in again; what you were doing is kept.",
    );
  }
}
