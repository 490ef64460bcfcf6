import { inArray, sql } from "drizzle-orm";
import { message } from "#db/schema/exports.ts";
import type { NewMessage } from "./queue-message.server.ts";

/** To somebody whom nothing else names any longer once the mail is sent. */
const lastOfAddress: NewMessage["purpose"][] = ["subscription_confirm", "export_erased"];

/**
 * What of a message does not outlive its sending: its text, which carries a link's token or a code, and the address of
 * somebody who asked to be written to, or whose archive is erased, which nobody keeps once they have left.
 */
export const forgotten = {
  body: null,
  recipient: sql`case when ${inArray(message.purpose, lastOfAddress)} then '' else ${message.recipient} end`,
};
