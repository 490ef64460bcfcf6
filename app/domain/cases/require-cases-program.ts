import type { ProgramActor } from "../api-keys/admit-program.server.ts";
import type { Actor, Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";

/** The first line of what only a ticket system does. @throws DomainError `not_signed_in` */
export function requireCasesProgram<C extends Ctx>(ctx: C): C & { actor: ProgramActor } {
  const actor: Actor = ctx.actor;
  if (actor.kind !== "api_key" || actor.purpose !== "cases")
    throw new DomainError("not_signed_in", "Send a key of this installation that opens cases.");
  return { ...ctx, actor };
}
