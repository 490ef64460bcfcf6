import type { Db } from "#db/client.ts";
import type { ApiKeyPurpose } from "../access/api-keys.ts";
import type { Ctx } from "../context.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { admitProgram, type ProgramActor } from "./admit-program.server.ts";

const FRESH_MS = 1000;
/** Far more keys than there are balancers. */
const MOST_KEYS = 100;
const held = new WeakMap<Db, Map<string, { at: number; actor: ProgramActor }>>();

/**
 * As `admitProgram`, for what is asked before each request of a busy service: a key that was right within the last second is
 * right. So a revoked one opens nothing after a second, and the limit counts seconds, not requests.
 * @throws DomainError as `admitProgram`
 */
export async function admitLately(
  ctx: Ctx,
  purpose: ApiKeyPurpose,
  from: { authorization: string | null; address: string },
): Promise<ProgramActor> {
  const keys = held.get(ctx.db) ?? new Map<string, { at: number; actor: ProgramActor }>();
  held.set(ctx.db, keys);
  const key = `${purpose} ${sha256Hex(from.authorization ?? "")}`;
  const now = ctx.clock.now().getTime();
  const known = keys.get(key);
  if (known && now >= known.at && now - known.at < FRESH_MS) return known.actor;
  const actor = await admitProgram(ctx, purpose, from);
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(key, { at: now, actor });
  return actor;
}
