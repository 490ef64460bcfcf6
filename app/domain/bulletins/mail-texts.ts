import type { InLanguages } from "#db/schema/bulletins.ts";
import type { MailText } from "#db/schema/mailings.ts";
import { type Language, languages } from "../../i18n/languages.ts";
import { publicMessages } from "../../i18n/public.ts";
import { paths } from "../../paths.ts";
import { markdownText } from "../../platform/markdown/render-markdown.ts";
import { noteIn } from "../public/public-text-rules.ts";
import type { BulletinContent } from "./content-schema.ts";
import { readingOrder } from "./reading-order-rules.ts";

type Told = {
  kind: "weekly" | "important";
  slug: string;
  content: BulletinContent;
  first: Language;
  /** Of the customers' host. */
  origin: string;
};

/** The mail about a publication, or about a correction with what it changed. */
export function publicationMail(told: Told, correction: InLanguages | null): InLanguages<MailText> {
  return inEach(told, (language, { title, body, words }) => ({
    subject: correction ? `${words.corrected}: ${title}` : title,
    text: [correction && `${words.correctedNote}: ${noteIn(correction, language, told.first)}`, ...body],
  }));
}

/** The mail about what was taken back: why, and where it stands. */
export function retractionMail(told: Told, note: InLanguages): InLanguages<MailText> {
  return inEach(told, (language, { title, words, address }) => ({
    subject: `${words.retracted}: ${title}`,
    text: [title, noteIn(note, language, told.first), words.retractedText, address],
  }));
}

type Parts = {
  title: string;
  body: (string | null)[];
  words: ReturnType<typeof publicMessages>["bulletins"];
  address: string;
};

function inEach(
  told: Told,
  mail: (language: Language, parts: Parts) => { subject: string; text: (string | null)[] },
): InLanguages<MailText> {
  const made = languages.map((language) => {
    const { subject, text } = mail(language, partsOf(told, language));
    return [language, { subject, text: text.filter(Boolean).join("\n\n") }] as const;
  });
  return Object.fromEntries(made) as InLanguages<MailText>;
}

function partsOf({ kind, slug, content, first, origin }: Told, language: Language): Parts {
  const words = publicMessages(language).bulletins;
  const missing = !content.texts[language].translated;
  const text = content.texts[missing ? first : language];
  const path = kind === "weekly" ? paths.publicBulletin : paths.publicAnnouncement;
  const address = origin + path(slug, { lang: language });
  const sections = readingOrder.flatMap((section) =>
    text.sections[section] ? [words.sections[section], markdownText(text.sections[section], { origin })] : [],
  );
  return {
    title: text.title,
    words,
    address,
    body: [missing ? words.notTranslated : null, markdownText(text.lead, { origin }), ...sections, address],
  };
}
