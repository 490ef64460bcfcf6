/** The one interface of each channel. An implementation throws MessageError and nothing else. */
export interface MailGateway {
  /** True in the demo: the text is kept, since the Outbox page is where it is read. */
  readonly keepsBody: boolean;
  send(mail: { id: string; to: string; subject: string; text: string }): Promise<void>;
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
  constructor(code: MessageError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
