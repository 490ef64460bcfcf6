import { apiKey } from "#db/schema/releases.ts";
import { type ApiKeyPurpose, purposesFor } from "../access/api-keys.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import { parseInput } from "../parse-input.ts";
import { apiKeyForm, keyBeginnings } from "./api-key-schema.ts";

/** Enough of a key to tell it from others, and far too little to guess the rest: its purpose and four characters. */
const SHOWN_CHARACTERS = 4;

/**
 * Makes a program's key for one purpose.
 * @returns the key itself, which is nowhere to be had again: only its hash is kept
 * @throws DomainError `invalid` without a name or purpose, `forbidden` for a purpose of another team
 */
export async function makeApiKey(
  ctx: Ctx,
  input: { name: string; purpose: ApiKeyPurpose | string },
): Promise<{ id: string; key: string }> {
  return refusalsRecorded(ctx, { action: "api_key.make", target: { kind: "api_key", id: "new" } }, async () => {
    const { actor, clock, db } = requirePermission(ctx, "api_keys.manage");
    const { name, purpose } = parseInput(apiKeyForm, input);
    if (!purposesFor(actor.permissions).includes(purpose))
      throw new DomainError(
        "forbidden",
        "A key shows its program no more than whoever makes it may see. Ask the platform team for one of this kind.",
      );
    const key = `${keyBeginnings[purpose]}${newToken()}`;
    const id = await db.transaction(async (tx) => {
      const [row] = await tx
        .insert(apiKey)
        .values({
          name,
          purpose,
          keySha256: sha256Hex(key),
          prefix: key.slice(0, keyBeginnings[purpose].length + SHOWN_CHARACTERS),
          createdBy: actor.id,
          createdAt: clock.now(),
        })
        .returning({ id: apiKey.id });
      await recordEvent(ctx, tx, {
        action: "api_key.make",
        target: { kind: "api_key", id: row!.id },
        details: { purpose },
      });
      return row!.id;
    });
    return { id, key };
  });
}
