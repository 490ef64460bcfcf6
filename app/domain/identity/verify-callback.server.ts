import { eq } from "drizzle-orm";
import * as openid from "openid-client";
import { signInFlow } from "#db/schema/identity.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { checkAssurance } from "./assurance.ts";
import type { SignIn } from "./oidc-client.server.ts";
import type { SignInRefusal } from "./sign-in-refusals.ts";
import { sha256Hex, subjectHmac } from "./tokens.server.ts";

export type SignInFlow = typeof signInFlow.$inferSelect;
/** Who came back from the broker, how strongly identified, and for which flow. */
export type VerifiedSignIn = { flow: SignInFlow; subject: string; acr: string; authTime: Date; method: string };
type Refused = { ok: false; reason: SignInRefusal; method?: string; returnTo?: string };

/**
 * Takes the broker's answer to our callback and verifies it: the flow (once, in time, by its own browser), then the code and
 * the ID token (signature, issuer, audience, nonce), then the assurance.
 * @param input.search the callback's query string; the host of the request plays no part
 */
export async function verifyCallback(
  ctx: Ctx & { signIn: SignIn },
  input: { search: string; browserToken: string | null },
): Promise<{ ok: true; signIn: VerifiedSignIn } | Refused> {
  const { oidc, subjectKey } = ctx.signIn;
  const now = ctx.clock.now();
  const url = new URL(oidc.config.redirectUri);
  url.search = input.search;
  const state = url.searchParams.get("state");
  if (!state) return { ok: false, reason: "flow_unknown" };

  // One statement takes the flow out, so a replayed callback finds nothing, also when both come at once.
  const [flow] = await ctx.db
    .delete(signInFlow)
    .where(eq(signInFlow.stateSha256, sha256Hex(state)))
    .returning();
  if (!flow || flow.expiresAt <= now) return { ok: false, reason: "flow_unknown" };
  const { method, returnTo } = flow;
  if (!input.browserToken || sha256Hex(input.browserToken) !== flow.browserSha256) {
    return { ok: false, reason: "other_browser", method, returnTo };
  }

  let claims: openid.IDToken | undefined;
  try {
    const configuration = await oidc.configuration();
    const tokens = await openid.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.codeVerifier,
      idTokenExpected: true,
    });
    claims = tokens.claims();
  } catch (error) {
    const reason = refusalOf(error);
    ctx.log.warn({ reason, err: error }, "sign-in refused");
    return { ok: false, reason, method, returnTo };
  }
  const subject = claims?.[oidc.config.subjectClaim ?? "sub"];
  if (!claims || typeof subject !== "string" || subject === "")
    return { ok: false, reason: "broker_answer", method, returnTo };
  const assurance = checkAssurance(claims, {
    requiredAcr: oidc.config.requiredAcr,
    methods: oidc.config.methods,
    asked: method,
    begunAt: flow.createdAt,
    now: ctx.clock.now(),
  });
  if (!assurance.ok) return { ok: false, reason: assurance.reason, method, returnTo };
  return {
    ok: true,
    signIn: {
      flow,
      subject: subjectHmac(subjectKey, claims.iss, subject),
      acr: assurance.acr,
      authTime: assurance.authTime,
      method: assurance.method,
    },
  };
}

function refusalOf(error: unknown): SignInRefusal {
  if (error instanceof openid.AuthorizationResponseError) {
    return error.error === "access_denied" ? "cancelled" : "broker_answer";
  }
  const unreachable =
    (error instanceof DomainError && error.code === "unavailable") ||
    (error instanceof TypeError && error.message === "fetch failed") ||
    (error instanceof openid.ClientError && error.code === "OAUTH_TIMEOUT");
  return unreachable ? "broker_unreachable" : "broker_answer";
}
