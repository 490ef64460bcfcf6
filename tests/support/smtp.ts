import { once } from "node:events";
import { SMTPServer } from "smtp-server";

export type TakenMail = { to: string; messageId: string; raw: string };

/** The answer to a recipient (at RCPT) or to the text (at DATA); undefined is yes. */
export type Reply = { code: number; text: string } | undefined;

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code });

/**
 * A real SMTP server on a free port of this machine that keeps what it took.
 * @param atRecipient decides on a recipient, before any text
 * @param onTaken runs after the server took a mail and before it says so
 * @param keepText keeps each mail as it came, not only its Message-ID
 */
export async function smtpServer({
  atRecipient,
  atText,
  onTaken,
  keepText = false,
}: {
  atRecipient?: (to: string) => Reply;
  atText?: (to: string) => Reply;
  onTaken?: (mail: TakenMail) => void;
  keepText?: boolean;
} = {}) {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      const reply = atRecipient?.(address);
      done(reply ? refusal(reply) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo[0]!.address;
        const reply = atText?.(to);
        if (reply) return done(refusal(reply));
        const raw = Buffer.concat(chunks).toString("utf8");
        const mail = { to, messageId: /^Message-ID: <([^>]+)>/im.exec(raw)?.[1] ?? "", raw: keepText ? raw : "" };
        taken.push(mail);
        onTaken?.(mail);
        done();
      });
    },
  });
  // A client that is killed in the middle of a mail is what some tests are about.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    /** Mails by recipient. */
    byRecipient() {
      const found = new Map<string, TakenMail[]>();
      for (const mail of taken) found.set(mail.to, [...(found.get(mail.to) ?? []), mail]);
      return found;
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
