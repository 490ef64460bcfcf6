import { and, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { disclosureLink } from "#db/schema/disclosures.ts";
import { paths } from "../../paths.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Disclosure } from "./change-disclosure.server.ts";
import { today } from "./helsinki-day-rules.ts";
import { linkMail } from "./message-texts.ts";

/** An authority's registry may take its time; a new one is issued as long as the package is kept. */
export const LINK_LIFE_DAYS = 30;

/**
 * Makes the authority's link and queues the mail that carries it; an earlier one stops working. The token stands in the fragment,
 * so it reaches no server's log, and only its hash is kept.
 * @param portalOrigin e.g. `https://portal.example`
 */
export async function newLink(
  ctx: Ctx<StaffActor>,
  tx: DbOrTx,
  row: Disclosure,
  portalOrigin: string,
): Promise<{ linkId: string; expiresAt: Date }> {
  await revokeLinks(ctx, tx, row.id);
  const token = newToken();
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + LINK_LIFE_DAYS * 24 * 3600_000);
  const [link] = await tx
    .insert(disclosureLink)
    .values({ disclosureId: row.id, tokenSha256: sha256Hex(token), createdBy: ctx.actor.id, createdAt: now, expiresAt })
    .returning({ id: disclosureLink.id });
  await queueMessage(ctx, tx, {
    channel: "email",
    recipient: row.recipientEmail,
    ...linkMail(row.language, {
      reference: row.reference,
      link: `${portalOrigin}${paths.disclosureLink(token)}`,
      until: today(expiresAt),
    }),
    purpose: "disclosure_link",
    subjectId: link!.id,
  });
  return { linkId: link!.id, expiresAt };
}

/** Ends a link that still stands. @returns how many there were */
export async function revokeLinks(ctx: Pick<Ctx, "clock">, tx: DbOrTx, disclosureId: string): Promise<number> {
  const rows = await tx
    .update(disclosureLink)
    .set({ revokedAt: ctx.clock.now() })
    .where(and(eq(disclosureLink.disclosureId, disclosureId), isNull(disclosureLink.revokedAt)))
    .returning({ id: disclosureLink.id });
  return rows.length;
}
