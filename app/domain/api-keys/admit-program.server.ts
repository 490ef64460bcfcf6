import { and, eq, isNull, lt, or } from "drizzle-orm";
import { apiKey } from "#db/schema/releases.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import type { ApiKeyPurpose } from "../access/api-keys.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Actor, Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { purposeLabels } from "./api-key-labels.ts";

export type ProgramActor = Extract<Actor, { kind: "api_key" }>;

export const LIMIT_WINDOW_SECONDS = 60;
/** A key of 256 random bits cannot be guessed: this only keeps a program that was given a wrong one from knocking all day. */
const WRONG_A_MINUTE = 20;
/**
 * A pipeline records a release in one request; one that is over this has lost its way. Of bounces there may be as many as mails
 * go out in a minute, and a report that is refused is one that nobody sends again.
 */
const REQUESTS_A_MINUTE: Record<ApiKeyPurpose, number> = {
  releases: 60,
  bounces: 3000,
  cases: 300,
  // A forwarding proxy asks before each request that it has not asked for lately.
  edge: 30_000,
};
/** The longest key is a third of this. */
const HEADER_MAX = 200;
const USED_EVERY_MS = 60_000;

/**
 * The program whose key a request shows, once it may pass: the first step of every address for programs.
 * @param from.authorization the request's header
 * @param from.address the sender's, by which wrong keys are counted; a right key is never refused for its neighbours'
 * @throws DomainError `not_signed_in` without a valid key, `forbidden` for a key of another purpose, `limit`
 */
export async function admitProgram(
  ctx: Ctx,
  purpose: ApiKeyPurpose,
  from: { authorization: string | null; address: string },
): Promise<ProgramActor> {
  const key = bearer(from.authorization);
  if (key === null)
    throw new DomainError("not_signed_in", "Send a key of this installation in the header: Authorization: Bearer KEY.");
  const [row] = await ctx.db
    .select()
    .from(apiKey)
    .where(eq(apiKey.keySha256, sha256Hex(key)));
  if (!row || row.revokedAt) {
    const { allowed } = await hit(
      ctx.db,
      `api-key-wrong:${addressKey(from.address)}`,
      WRONG_A_MINUTE,
      LIMIT_WINDOW_SECONDS,
    );
    if (!allowed) throw new DomainError("limit", "Too many requests with a wrong key. Wait a minute, then correct it.");
    throw new DomainError(
      "not_signed_in",
      row ? "This key has been revoked. Ask for a new one." : "This key is not known here. Check that it is whole.",
    );
  }
  const actor: ProgramActor = { kind: "api_key", id: row.id, purpose: row.purpose };
  const most = REQUESTS_A_MINUTE[row.purpose];
  const { allowed } = await hit(ctx.db, `api-key:${row.id}`, most, LIMIT_WINDOW_SECONDS);
  if (!allowed) throw new DomainError("limit", `This key may send ${most} requests a minute. Wait a minute.`);
  if (row.purpose !== purpose) {
    await recordEvent({ ...ctx, actor }, ctx.db, {
      action: "access.refuse",
      target: { kind: "api_key_purpose", id: purpose },
      outcome: "refused",
    });
    throw new DomainError("forbidden", `This key is for one thing only: ${purposeLabels[row.purpose].toLowerCase()}.`);
  }
  await noteUse(ctx, row.id);
  return actor;
}

/** The credentials of RFC 6750's header; null for anything else. */
function bearer(header: string | null): string | null {
  if (header === null || header.length > HEADER_MAX) return null;
  return /^Bearer +([\w~+/.-]+=*) *$/i.exec(header)?.[1] ?? null;
}

/** At most once a minute, so that a busy program costs no write each time. */
async function noteUse(ctx: Ctx, id: string): Promise<void> {
  const now = ctx.clock.now();
  const due = new Date(now.getTime() - USED_EVERY_MS);
  await ctx.db
    .update(apiKey)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKey.id, id), or(isNull(apiKey.lastUsedAt), lt(apiKey.lastUsedAt, due))));
}
