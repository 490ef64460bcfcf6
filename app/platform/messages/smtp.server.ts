import { createTransport } from "nodemailer";
import { type MailGateway, MessageError } from "./gateway.ts";

const TIMEOUT_MS = 20_000;

/**
 * E-mail by SMTP.
 * @param url `smtp://user:password@host:587` (STARTTLS where offered; always with `?requireTLS=true`) or `smtps://…`
 * @param from the sender, as `Name <address>`
 */
export function smtpGateway(url: string, from: string): MailGateway & { close: () => void } {
  const transport = createTransport(
    {
      url,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // A template is text of ours: nothing in it may make the mailer read a file or a URL.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    keepsBody: false,
    async send({ id, to, subject, text }) {
      try {
        const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
        await transport.sendMail({
          to: { name: "", address: to },
          subject,
          text,
          // The same on a repetition, so that the receiving side can drop the second copy.
          messageId: `<${id}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
      } catch (error) {
        const reply = (error as { responseCode?: number }).responseCode ?? 0;
        const sign = (error as { code?: string }).code === "EAUTH";
        // 5xx is a lasting refusal (RFC 5321, 4.2.1), except of our own credentials: those an operator mends.
        throw reply >= 500 && !sign
          ? new MessageError("rejected", `The mail server refused the message (${reply}).`, { cause: error })
          : new MessageError("unavailable", "The mail server could not be reached or took no mail now.", {
              cause: error,
            });
      }
    },
    close: () => transport.close(),
  };
}
