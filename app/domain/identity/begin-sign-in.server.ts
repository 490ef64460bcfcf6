import { and, eq, gt, isNull, lt } from "drizzle-orm";
import * as openid from "openid-client";
import { z } from "zod";
import { signInFlow, staff, staffInvitation } from "#db/schema/identity.ts";
import { forgetOldHits } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { MAX_AUTH_AGE_SECONDS } from "./assurance.ts";
import type { SignIn } from "./oidc-client.server.ts";
import { safeReturnTo } from "./return-to.ts";
import { newToken, sha256Hex } from "./tokens.server.ts";

export const FLOW_MINUTES = 10;

const inputSchema = z.object({
  methodId: z.string().max(40),
  returnTo: z.string().optional(),
  /** A fresh sign-in of the person already here, before an approval. */
  fresh: z.boolean().optional(),
  /** The token of an invitation that this sign-in accepts. */
  invitationToken: z.string().max(200).optional(),
});

export type BegunSignIn =
  | { ok: true /** Address at the broker. */; url: string /** For the flow cookie. */; browserToken: string }
  | { ok: false; reason: "invitation_invalid" };

/**
 * Begins a sign-in at the broker: OpenID Connect code flow with PKCE (S256), state and nonce, always with a new
 * identification (`prompt=login`). Anyone may call it; the caller counts attempts per address.
 * @throws DomainError `invalid` for a method that is not offered, `unavailable` while the broker does not answer,
 *   `not_signed_in` for a fresh sign-in without a session
 */
export async function beginSignIn(
  ctx: Ctx & { signIn: SignIn },
  input: z.input<typeof inputSchema>,
): Promise<BegunSignIn> {
  const { methodId, returnTo, fresh, invitationToken } = parseInput(inputSchema, input);
  const { oidc } = ctx.signIn;
  const method = oidc.config.methods.find((candidate) => candidate.id === methodId);
  if (!method) throw new DomainError("invalid", "Choose one of the listed sign-in methods.", { field: "method" });
  if (fresh && ctx.actor.kind !== "staff") throw new DomainError("not_signed_in", "Sign in to do this.");

  const now = ctx.clock.now();
  const invitation = invitationToken ? sha256Hex(invitationToken) : null;
  if (invitation) {
    const [open] = await ctx.db
      .select({ id: staff.id })
      .from(staffInvitation)
      .innerJoin(staff, eq(staff.id, staffInvitation.staffId))
      .where(
        and(
          eq(staffInvitation.tokenSha256, invitation),
          isNull(staffInvitation.usedAt),
          gt(staffInvitation.expiresAt, now),
          eq(staff.active, true),
        ),
      );
    if (!open) {
      await recordEvent(ctx, ctx.db, {
        action: "staff_invitation.accept",
        target: { kind: "sign_in", id: method.id },
        outcome: "refused",
        details: { reason: "invitation_invalid" },
      });
      return { ok: false, reason: "invitation_invalid" };
    }
  }

  const configuration = await oidc.configuration();
  const state = newToken();
  const nonce = newToken();
  const browserToken = newToken();
  const codeVerifier = openid.randomPKCECodeVerifier();
  // Each sign-in sweeps up what earlier ones left: there is little of it, and it needs no job of its own.
  await forgetOldHits(ctx.db);
  await ctx.db.delete(signInFlow).where(lt(signInFlow.expiresAt, now));
  await ctx.db.insert(signInFlow).values({
    stateSha256: sha256Hex(state),
    browserSha256: sha256Hex(browserToken),
    nonce,
    codeVerifier,
    method: method.id,
    returnTo: safeReturnTo(returnTo),
    reauthSessionId: fresh && ctx.actor.kind === "staff" ? ctx.actor.sessionId : null,
    invitationSha256: invitation,
    createdAt: now,
    expiresAt: new Date(now.getTime() + FLOW_MINUTES * 60_000),
  });
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: oidc.config.redirectUri,
    // Nothing but who it is: no name, no identity number.
    scope: oidc.config.subjectClaim === "idp_id" ? "openid idp-id" : "openid",
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    prompt: "login",
    max_age: String(fresh ? 0 : MAX_AUTH_AGE_SECONDS),
    acr_values: method.acrValue,
  });
  return { ok: true, url: url.href, browserToken };
}
