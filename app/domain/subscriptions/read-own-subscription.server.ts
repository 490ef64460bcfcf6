import { eq } from "drizzle-orm";
import { type MailingTopic, subscriber } from "#db/schema/mailings.ts";
import type { Language } from "../../i18n/languages.ts";
import type { Ctx } from "../context.ts";
import { maskedAddress } from "./mail-address.ts";

export type OwnSubscription = { address: string; language: Language; topics: MailingTopic[] };

/**
 * What somebody's own link opens: the token in it is the permission, and there is nothing else behind it.
 * @returns null for a token that opens nothing, and for one of somebody who has left or not confirmed
 */
export async function readOwnSubscription(ctx: Ctx, { token }: { token: string }): Promise<OwnSubscription | null> {
  const [row] = await ctx.db.select().from(subscriber).where(eq(subscriber.token, token));
  if (!row?.email || row.state !== "active") return null;
  return { address: maskedAddress(row.email), language: row.language, topics: row.topics };
}
