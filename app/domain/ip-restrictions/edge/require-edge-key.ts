import type { Actor, Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";

type Program = Extract<Actor, { kind: "api_key" }>;

/** A program at a balancer, with a key for that. @throws DomainError `forbidden` */
export function requireEdgeKey<C extends Ctx>(ctx: C): C & { actor: Program } {
  const actor: Actor = ctx.actor;
  if (actor.kind !== "api_key" || actor.purpose !== "edge")
    throw new DomainError("forbidden", "Only a program at a balancer does this, with a key for IP lists.");
  return { ...ctx, actor };
}
