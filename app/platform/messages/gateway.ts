export type Mail = {
  /** The Message-ID's left part: the same on a repetition, so that the receiving side can drop the second copy. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Of the text: `fi`, `sv`, `en`. */
  language?: string;
  /** Beside those that every mail has. */
  headers?: Readonly<Record<string, string>>;
};

/** Many mails over a few connections that are kept, at a bounded rate. */
export interface MailRun {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The one interface of each channel. An implementation throws MessageError and nothing else. */
export interface MailGateway {
  /** True in the demo: the text is kept, since the Outbox page is where it is read. */
  readonly keepsBody: boolean;
  send(mail: Mail): Promise<void>;
  /** For mailings. Whoever opens it closes it. */
  openRun(): MailRun;
}

export interface SmsGateway {
  readonly keepsBody: boolean;
  /** @param sms.id lets the gateway recognise a repetition; `to` is E.164 */
  send(sms: { id: string; to: string; text: string }): Promise<void>;
}

/**
 * `rejected`: the other side will not take this message however often it is sent. `unavailable`: worth another try.
 * The message holds no address and no text of what was sent.
 */
export class MessageError extends Error {
  override name = "MessageError";
  readonly code: "rejected" | "unavailable";
  /**
   * What the mail server answered about this recipient: its enhanced status (`5.1.1`, RFC 3463) or else its reply code
   * (`550`). Null when the fault lies with the server, the connection or the sender, and the next recipient would meet it too.
   */
  readonly status: string | null;
  constructor(code: MessageError["code"], message: string, options?: ErrorOptions & { status?: string | null }) {
    super(message, options);
    this.code = code;
    this.status = options?.status ?? null;
  }
}
