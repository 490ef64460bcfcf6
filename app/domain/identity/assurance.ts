import { idpName, type SignInMethod } from "./sign-in-methods.ts";

/** How old the proof of identity may be when it reaches us. ASVS 5.0, 6.8.4; the same figure as a fresh sign-in. */
export const MAX_AUTH_AGE_SECONDS = 300;
/** The broker's clock and ours may differ by this much. */
export const CLOCK_SKEW_SECONDS = 60;

export type AssuranceClaims = { acr?: unknown; amr?: unknown; auth_time?: unknown; idp?: unknown };
export type Assurance =
  | { ok: true; acr: string; authTime: Date; method: string }
  | { ok: false; reason: "assurance_missing" | "assurance_weak" | "stale" };

/**
 * Decides whether an ID token, its signature, issuer, audience and nonce already verified, proves a strong and recent sign-in.
 * A missing `acr`, `amr`/`idp` or `auth_time` counts as one factor and is refused (ASVS 5.0, 6.8.4).
 * @param rule.requiredAcr levels of assurance that are enough; matched exactly, never by prefix
 * @param rule.begunAt when the flow began: the person must have proved who they are after that, not earlier
 */
export function checkAssurance(
  claims: AssuranceClaims,
  rule: { requiredAcr: readonly string[]; methods: readonly SignInMethod[]; asked: string; begunAt: Date; now: Date },
): Assurance {
  const { acr, auth_time: authTime, idp } = claims;
  const amr = Array.isArray(claims.amr) ? claims.amr.filter((value) => typeof value === "string") : [];
  if (typeof acr !== "string" || typeof authTime !== "number" || !Number.isFinite(authTime)) {
    return { ok: false, reason: "assurance_missing" };
  }
  if (amr.length === 0 && idp === undefined) return { ok: false, reason: "assurance_missing" };
  if (!rule.requiredAcr.includes(acr)) return { ok: false, reason: "assurance_weak" };

  const byName = new Map(rule.methods.map((method) => [idpName(method), method.id]));
  // A named provider must be one of ours even when it claims two factors: no single sign-on, no Azure AD.
  if (idp !== undefined && !(typeof idp === "string" && byName.has(idp)))
    return { ok: false, reason: "assurance_weak" };
  const named = typeof idp === "string" ? idp : amr.find((value) => byName.has(value));
  if (named === undefined && !amr.includes("mfa")) return { ok: false, reason: "assurance_weak" };

  const age = rule.now.getTime() / 1000 - authTime;
  const sinceBegin = authTime - rule.begunAt.getTime() / 1000;
  if (age > MAX_AUTH_AGE_SECONDS || age < -CLOCK_SKEW_SECONDS || sinceBegin < -CLOCK_SKEW_SECONDS) {
    return { ok: false, reason: "stale" };
  }
  return { ok: true, acr, authTime: new Date(authTime * 1000), method: (named && byName.get(named)) ?? rule.asked };
}
