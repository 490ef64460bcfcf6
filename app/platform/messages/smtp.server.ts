import { createTransport } from "nodemailer";
import { type Mail, type MailGateway, MessageError } from "./gateway.ts";

const TIMEOUT_MS = 20_000;
/** Of one mail, from its turn to the server's answer: a server that answers byte by byte would hold it for ever. */
export const MAIL_DEADLINE_MS = 60_000;
/** What a relay takes from one client without slowing it down; 10,000 mails in three and a half minutes. */
const MAILS_PER_SECOND = 50;
const CONNECTIONS = 4;

export type SmtpOptions = {
  /** The most that a run sends within a second. */
  mailsPerSecond?: number;
};

/**
 * E-mail by SMTP.
 * @param url `smtp://user:password@host:587` (STARTTLS where offered; always with `?requireTLS=true`) or `smtps://…`
 * @param from the sender, as `Name <address>`
 */
export function smtpGateway(
  url: string,
  from: string,
  { mailsPerSecond = MAILS_PER_SECOND }: SmtpOptions = {},
): MailGateway & { close: () => void } {
  const settings = {
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A template is text of ours: nothing in it may make the mailer read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
  const single = createTransport(settings, { from });
  return {
    keepsBody: false,
    send: (mail) => deliver(single, domain, mail),
    openRun() {
      const pool = createTransport(
        {
          ...settings,
          pool: true,
          maxConnections: CONNECTIONS,
          maxMessages: 500,
          rateDelta: 1000,
          rateLimit: mailsPerSecond,
        },
        { from },
      );
      return { send: (mail) => deliver(pool, domain, mail), close: () => pool.close() };
    },
    close: () => single.close(),
  };
}

type Transport = {
  sendMail: (mail: Parameters<ReturnType<typeof createTransport>["sendMail"]>[0]) => Promise<unknown>;
};

async function deliver(transport: Transport, domain: string, mail: Mail): Promise<void> {
  const options = {
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.id}@${domain}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(mail.language && { "Content-Language": mail.language }),
      ...mail.headers,
    },
    signal: AbortSignal.timeout(MAIL_DEADLINE_MS),
  };
  try {
    await transport.sendMail(options);
  } catch (error) {
    throw told(error);
  }
}

type SmtpFault = { responseCode?: number; response?: string; code?: string; command?: string };

function told(cause: unknown): MessageError {
  const { responseCode = 0, response = "", code, command } = cause as SmtpFault;
  const aboutRecipient = (command === "RCPT TO" || command === "DATA") && responseCode >= 400 && responseCode !== 421;
  const status = aboutRecipient
    ? (/^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? `${responseCode}`)
    : null;
  // 5xx is a lasting refusal (RFC 5321, 4.2.1), except of our own credentials: those an operator mends.
  return responseCode >= 500 && code !== "EAUTH"
    ? new MessageError("rejected", `The mail server refused the message (${responseCode}).`, { cause, status })
    : new MessageError("unavailable", "The mail server could not be reached or took no mail now.", { cause, status });
}
