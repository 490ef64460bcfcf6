import { createHmac } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { subscriber } from "#db/schema/mailings.ts";
import { paths } from "../../paths.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx, ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { parseInput } from "../parse-input.ts";
import { after, subscriptionFigures as figures } from "./figures.ts";
import { mailAddress } from "./mail-address.ts";
import { choiceSchema } from "./subscription-schema.ts";
import { confirmationMail, knownAlreadyMail } from "./subscription-mails.ts";

const inputSchema = choiceSchema.extend({
  email: z.string().transform((typed, issues) => {
    const address = mailAddress(typed);
    if (address) return address;
    issues.addIssue({ code: "custom", message: "Write an e-mail address, such as name@company.fi." });
    return z.NEVER;
  }),
});
type Asked = z.output<typeof inputSchema>;

/**
 * Takes down that somebody asks for e-mail, and sends the address a link to confirm it by. An address that is subscribed gets
 * a mail that says so, and its topics stay as they are: anybody can type it. Says and does as much for one that is known as for
 * one that is not.
 * @throws DomainError `invalid` with its field, `limit` for the network, `unavailable`
 */
export async function subscribe(
  ctx: ServiceCtx,
  { clientIp, secret, ...input }: z.input<typeof inputSchema> & { clientIp: string; secret: string },
): Promise<void> {
  const asked = parseInput(inputSchema, input);
  const network = await hit(ctx.db, `subscribe:${addressKey(clientIp)}`, figures.asksPerNetworkPerHour, 3600);
  if (!network.allowed)
    throw new DomainError("limit", "Too many requests came from this network. Try again in an hour.");
  if (!(await mayBeWrittenTo(ctx.db, asked.email, secret))) return;
  await ctx.db.transaction(async (tx) => {
    const token = newToken();
    const id = await takeDown(ctx, tx, asked, token);
    if (id) return await sendLink(ctx, tx, { id, asked, token });
    await sendKnown(ctx, tx, asked.email);
  });
}

/** Counted whether it is known or not; over the limit it is not said either, since it would tell that others asked. */
async function mayBeWrittenTo(db: DbOrTx, email: string, secret: string): Promise<boolean> {
  const key = createHmac("sha256", secret).update(`subscriber ${email.toLowerCase()}`).digest("base64url");
  if (!(await hit(db, `subscribe-mail:${key}`, figures.mailsPerAddressPerDay, 24 * 3600)).allowed) return false;
  if (!(await hit(db, "subscribe-mail:all", figures.mailsPerHour, 3600)).allowed)
    throw new DomainError("unavailable", "Nobody can subscribe just now. Try again in an hour.");
  return true;
}

/** @returns the subscriber's id, or null when the address is subscribed already */
async function takeDown(
  ctx: Ctx,
  tx: DbOrTx,
  { email, language, topics }: Asked,
  token: string,
): Promise<string | null> {
  const now = ctx.clock.now();
  const until = after(now, figures.confirmHours).toISOString();
  // One statement: two who ask for one address at once are one row, and the later link is the one that works.
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into console.subscriber (email, language, topics, state, confirm_sha256, confirm_expires_at, token, created_at)
    values (${email}, ${language}, ${`{${topics.join()}}`}::text[], 'pending', ${sha256Hex(token)}, ${until}, ${newToken()},
      ${now.toISOString()})
    on conflict (lower(email)) where email is not null do update set
      email = excluded.email, language = excluded.language, topics = excluded.topics, state = 'pending',
      confirm_sha256 = excluded.confirm_sha256, confirm_expires_at = excluded.confirm_expires_at
      where subscriber.state <> 'active'
    returning id`);
  if (!row) return null;
  await recordEvent(ctx, tx, {
    action: "subscription.ask",
    target: { kind: "subscriber", id: row.id },
    details: { language, topics },
  });
  return row.id;
}

async function sendLink(
  ctx: ServiceCtx,
  tx: DbOrTx,
  { id, asked: { email, language, topics }, token }: { id: string; asked: Asked; token: string },
) {
  const link = ctx.origins.portal + paths.subscriptionConfirm(token, language);
  const { subject, text } = confirmationMail({ service: ctx.profile.service.name, language, topics, link });
  await queueMessage(ctx, tx, {
    channel: "email",
    recipient: email,
    subject,
    body: text,
    purpose: "subscription_confirm",
    subjectId: id,
  });
}

async function sendKnown(ctx: ServiceCtx, tx: DbOrTx, email: string) {
  const [row] = await tx
    .select()
    .from(subscriber)
    .where(and(sql`lower(${subscriber.email}) = lower(${email})`, eq(subscriber.state, "active")));
  // They may have left at this very moment: then there is nobody to write to.
  if (!row?.email) return;
  const link = ctx.origins.portal + paths.subscription(row.token, { lang: row.language });
  const { subject, text } = knownAlreadyMail({
    service: ctx.profile.service.name,
    language: row.language,
    topics: row.topics,
    link,
  });
  await queueMessage(ctx, tx, {
    channel: "email",
    // As it was confirmed, not as it was typed now.
    recipient: row.email,
    subject,
    body: text,
    purpose: "subscription_confirm",
    subjectId: row.id,
  });
  await recordEvent(ctx, tx, { action: "subscription.ask_again", target: { kind: "subscriber", id: row.id } });
}
