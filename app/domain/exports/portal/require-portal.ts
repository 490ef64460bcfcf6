import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { PortalActor } from "./resolve-portal-session.server.ts";

/** @throws DomainError `not_signed_in` */
export function requirePortal(ctx: Ctx): Ctx<PortalActor> {
  if (ctx.actor.kind !== "portal") throw new DomainError("not_signed_in", "Open the link from your e-mail again.");
  return { ...ctx, actor: ctx.actor };
}
