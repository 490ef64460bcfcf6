import { randomBytes } from "node:crypto";
import { isNull } from "drizzle-orm";
import { z } from "zod";
import { webhook } from "#db/schema/cases.ts";
import { addressFault } from "../../platform/http/guarded-post.server.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { SECRET_BEGINNING } from "./signature-rules.ts";
import { webhookAudit } from "./webhook-audit.server.ts";

/** Each event of a case is queued for every one of them. */
const MOST_WEBHOOKS = 10;
/** Standard Webhooks: 24 to 64 bytes. */
const SECRET_BYTES = 32;

const schema = z.object({
  name: z.string().trim().min(1, "Name the system that is told.").max(100, "A name can have at most 100 characters."),
  url: z.string().trim().max(500, "An address can have at most 500 characters."),
});
const faults = {
  unreadable: "This is no address. It begins with https:// and names a server.",
  not_https: "The address must begin with https://, since replies to customers travel there.",
  user: "The address may not hold a user name or a password: each message is signed instead.",
};

/**
 * Tells another system of each change to a case from now on.
 * @returns the secret that signs, which is shown this once
 * @throws DomainError `invalid` with the field, `limit`
 */
export async function addWebhook(
  ctx: ServiceCtx,
  input: { name: string; url: string },
): Promise<{ id: string; secret: string }> {
  return refusalsRecorded(ctx, { action: "webhook.add", target: { kind: "webhook", id: "new" } }, async () => {
    const staff = requirePermission(ctx, "webhooks.manage");
    const { name, url } = parseInput(schema, input);
    const fault = addressFault(url, staff.webhookReach);
    if (fault) throw new DomainError("invalid", faults[fault], { field: "url" });
    const secret = `${SECRET_BEGINNING}${randomBytes(SECRET_BYTES).toString("base64")}`;
    const id = await staff.db.transaction(async (tx) => {
      if ((await tx.$count(webhook, isNull(webhook.removedAt))) >= MOST_WEBHOOKS)
        throw new DomainError("limit", `There are ${MOST_WEBHOOKS} webhooks already. Remove one first.`);
      const [row] = await tx
        .insert(webhook)
        .values({ name, url: new URL(url).href, secret, createdBy: staff.actor.id, createdAt: staff.clock.now() })
        .returning({ id: webhook.id });
      await recordEvent(staff, tx, webhookAudit("add", row!.id));
      return row!.id;
    });
    return { id, secret };
  });
}
