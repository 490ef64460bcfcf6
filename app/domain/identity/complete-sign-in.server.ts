import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { session, staff, staffInvitation } from "#db/schema/identity.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import type { SignIn } from "./oidc-client.server.ts";
import type { SignInRefusal } from "./sign-in-refusals.ts";
import { newToken, sha256Hex } from "./tokens.server.ts";
import { type VerifiedSignIn, verifyCallback } from "./verify-callback.server.ts";

const inputSchema = z.object({
  /** The callback's query string. */
  search: z.string().max(8_000),
  /** From the flow cookie. */
  browserToken: z.string().nullable(),
  /** From the session cookie: a session that this sign-in replaces. */
  sessionToken: z.string().nullable(),
  userAgent: z.string().default(""),
});

export type SignInOutcome =
  | {
      ok: true;
      kind: "sign_in" | "fresh_sign_in" | "invitation";
      staffId: string;
      sessionToken: string;
      returnTo: string;
    }
  | { ok: false; reason: SignInRefusal /** Where the sign-in would have led, if it is known. */; returnTo?: string };

class Refusal extends Error {
  readonly reason: SignInRefusal;
  readonly staffId?: string;
  constructor(reason: SignInRefusal, staffId?: string) {
    super(reason);
    this.reason = reason;
    this.staffId = staffId;
  }
}

/**
 * Ends a sign-in: verifies the broker's answer, finds the member of staff (or binds the identity to an invitation), and
 * gives a new session token; a fresh sign-in keeps the session and changes its token. Each outcome has its audit row.
 */
export async function completeSignIn(
  ctx: Ctx & { signIn: SignIn },
  input: z.input<typeof inputSchema>,
): Promise<SignInOutcome> {
  const { search, browserToken, sessionToken, userAgent } = parseInput(inputSchema, input);
  const verified = await verifyCallback(ctx, { search, browserToken });
  if (!verified.ok) {
    await recordRefusal(ctx, verified.reason, verified.method);
    return { ok: false, reason: verified.reason, returnTo: verified.returnTo };
  }
  const { flow } = verified.signIn;
  try {
    return await ctx.db.transaction(async (tx) => {
      const now = ctx.clock.now();
      if (flow.invitationSha256) await acceptInvitation(ctx, tx, verified.signIn, flow.invitationSha256, now);
      const [person] = await tx
        .select({ id: staff.id, active: staff.active })
        .from(staff)
        .where(eq(staff.subjectHmac, verified.signIn.subject))
        // A deactivation under way either sees the new session or is seen here.
        .for("share");
      if (!person) throw new Refusal("unknown_person");
      if (!person.active) throw new Refusal("inactive", person.id);
      const token = newToken();
      const kind = flow.reauthSessionId ? "fresh_sign_in" : flow.invitationSha256 ? "invitation" : "sign_in";
      const sessionId = flow.reauthSessionId
        ? await renewSession(tx, verified.signIn, flow.reauthSessionId, person.id, token, now)
        : await startSession(tx, verified.signIn, person.id, { token, replaced: sessionToken, userAgent, now });
      await recordEvent({ ...ctx, actor: { kind: "staff", id: person.id } }, tx, {
        action: kind === "fresh_sign_in" ? "session.sign_in_again" : "session.sign_in",
        target: { kind: "session", id: sessionId },
        details: { method: verified.signIn.method, acr: verified.signIn.acr },
      });
      return { ok: true as const, kind, staffId: person.id, sessionToken: token, returnTo: flow.returnTo };
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await recordRefusal(ctx, error.reason, verified.signIn.method, error.staffId);
    return { ok: false, reason: error.reason, returnTo: flow.returnTo };
  }
}

async function recordRefusal(ctx: Ctx, reason: SignInRefusal, method?: string, staffId?: string): Promise<void> {
  await recordEvent(ctx, ctx.db, {
    action: "session.sign_in",
    target: staffId ? { kind: "staff", id: staffId } : { kind: "sign_in", id: method ?? "unknown" },
    outcome: "refused",
    details: method ? { reason, method } : { reason },
  });
}

async function acceptInvitation(ctx: Ctx, tx: DbOrTx, signIn: VerifiedSignIn, tokenSha256: string, now: Date) {
  const [invitation] = await tx
    .update(staffInvitation)
    .set({ usedAt: now })
    .where(
      and(
        eq(staffInvitation.tokenSha256, tokenSha256),
        isNull(staffInvitation.usedAt),
        gt(staffInvitation.expiresAt, now),
      ),
    )
    .returning({ staffId: staffInvitation.staffId });
  if (!invitation) throw new Refusal("invitation_invalid");
  const [taken] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.subjectHmac, signIn.subject));
  if (taken) throw new Refusal("identity_taken", taken.id);
  const [bound] = await tx
    .update(staff)
    .set({ subjectHmac: signIn.subject })
    .where(and(eq(staff.id, invitation.staffId), eq(staff.active, true), isNull(staff.subjectHmac)))
    .returning({ id: staff.id });
  if (!bound) throw new Refusal("invitation_invalid", invitation.staffId);
  await recordEvent({ ...ctx, actor: { kind: "staff", id: bound.id } }, tx, {
    action: "staff_invitation.accept",
    target: { kind: "staff", id: bound.id },
    details: { method: signIn.method },
  });
}

async function startSession(
  tx: DbOrTx,
  signIn: VerifiedSignIn,
  staffId: string,
  { token, replaced, userAgent, now }: { token: string; replaced: string | null; userAgent: string; now: Date },
): Promise<string> {
  if (replaced) {
    await tx
      .update(session)
      .set({ endedAt: now, endReason: "replaced" })
      .where(and(eq(session.tokenSha256, sha256Hex(replaced)), isNull(session.endedAt)));
  }
  const [row] = await tx
    .insert(session)
    .values({
      tokenSha256: sha256Hex(token),
      staffId,
      formToken: newToken(),
      createdAt: now,
      lastSeenAt: now,
      authTime: signIn.authTime,
      method: signIn.method,
      acr: signIn.acr,
      userAgent: userAgent.slice(0, 300),
    })
    .returning({ id: session.id });
  return row!.id;
}

/** Keeps the session and its form token, so that an approval form open meanwhile can still be sent; the cookie's token changes. */
async function renewSession(tx: DbOrTx, signIn: VerifiedSignIn, id: string, staffId: string, token: string, now: Date) {
  const [held] = await tx.select().from(session).where(eq(session.id, id)).for("update");
  if (held && held.staffId !== staffId) throw new Refusal("another_person", held.staffId);
  if (!held || held.endedAt) throw new Refusal("session_ended", staffId);
  await tx
    .update(session)
    .set({
      tokenSha256: sha256Hex(token),
      authTime: signIn.authTime,
      method: signIn.method,
      acr: signIn.acr,
      lastSeenAt: now,
    })
    .where(eq(session.id, id));
  return id;
}
