import type { InLanguages } from "#db/schema/bulletins.ts";
import type { MailingTopic, MailText } from "#db/schema/mailings.ts";
import type { Language } from "../../i18n/languages.ts";
import { paths } from "../../paths.ts";
import type { Mail } from "../../platform/messages/gateway.ts";

const footers: Record<Language, (link: string) => string> = {
  fi: (link) => `Saat tämän viestin, koska olet tilannut sen. Muuta aiheita tai lopeta tilaus:\n${link}`,
  sv: (link) => `Du får detta meddelande eftersom du prenumererar på det. Ändra ämnen eller avsluta:\n${link}`,
  en: (link) => `You get this message because you asked for it. Change topics or unsubscribe:\n${link}`,
};

/**
 * One mail of a mailing. Nothing in it tells people apart but the way out: no greeting, no picture, no link of one's own.
 * @param service its name begins the subject: the reader's folder holds mail of many
 * @param portal the origin that customers reach us at
 */
export function mailingMail(
  { topic, texts }: { topic: MailingTopic; texts: InLanguages<MailText> },
  to: { email: string; language: Language; messageId: string; token: string },
  { service, portal }: { service: string; portal: string },
): Mail {
  const { subject, text } = texts[to.language];
  const wayOut = portal + paths.subscription(to.token, { lang: to.language });
  return {
    id: to.messageId,
    to: to.email,
    subject: `${service}: ${subject}`,
    // RFC 3676, 4.3: what stands below "-- " is no part of the message.
    text: `${text.trimEnd()}\n\n-- \n${footers[to.language](wayOut)}\n`,
    language: to.language,
    headers: {
      // RFC 8058: both, so that a mail program can offer a button that leaves at once.
      "List-Unsubscribe": `<${portal}${paths.unsubscribeOneClick(to.token)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `<${topic}.${new URL(portal).hostname}>`,
    },
  };
}
