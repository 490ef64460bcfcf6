import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import type { CodeTable, LinkTable, SessionTable } from "#db/schema/portal-access.ts";
import type { Ctx } from "../context.ts";
import type { NewMessage } from "../messages/queue-message.server.ts";

/** A link that may send and take codes now. */
export type UsableLink = {
  linkId: string;
  /** What it leads to, as the audit trail names it. */
  subjectId: string;
  phone: string;
  language: "fi" | "sv" | "en";
};

/**
 * What differs between those who fetch something by a mailed link and a code by SMS: a customer its archive, an authority its
 * package. The rules of fetching are the verbs of this folder, for all of them.
 */
export type Door = {
  link: LinkTable;
  code: CodeTable;
  session: SessionTable;
  /**
   * The link, when `linkIsUsable` and what it leads to may be fetched.
   * @param which the link, by id or by the hash of its token
   */
  findUsableLink: (db: DbOrTx, which: SQL, now: Date) => Promise<UsableLink | null>;
  /** What the audit trail says is meant: the request behind the link, or a link that nobody knows. */
  targets: { subject: string; link: string };
  actions: { openLink: string; sendCode: string; checkCode: string; startSession: string };
  smsPurpose: Extract<NewMessage, { channel: "sms" }>["purpose"];
  smsText: (language: UsableLink["language"], told: { code: string; portalHost: string }) => string;
  /**
   * Refuses networks that the owner of what is fetched has not listed; null where nobody may list any.
   * @param input.address as our trusted proxies saw it
   * @throws DomainError `forbidden`
   */
  requireAddress: ((ctx: Ctx, input: { linkId: string; address: string }) => Promise<void>) | null;
};
