import { createHash, timingSafeEqual } from "node:crypto";
import type { Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * For approvals: the form was made for this session (NIST SP 800-63B-4, 5.1: a POST carries a session-bound value).
 * @throws DomainError `forbidden`
 */
export function requireFormToken(ctx: Ctx<StaffActor>, given: string): void {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  if (!timingSafeEqual(hash(given), hash(ctx.actor.formToken))) {
    throw new DomainError("forbidden", "This form belongs to another session. Open the page again and approve there.");
  }
}
