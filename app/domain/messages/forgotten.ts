import { sql } from "drizzle-orm";
import { message } from "#db/schema/exports.ts";
import type { NewMessage } from "./queue-message.server.ts";

const ofSubscriber: NewMessage["purpose"] = "subscription_confirm";

/**
 * What of a message does not outlive its sending: its text, which carries a link's token or a code, and the address of
 * somebody who asked to be written to, which nobody keeps once they have left.
 */
export const forgotten = {
  body: null,
  recipient: sql`case when ${message.purpose} = ${ofSubscriber} then '' else ${message.recipient} end`,
};
