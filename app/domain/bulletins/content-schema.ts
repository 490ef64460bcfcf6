import { z } from "zod";
import { type Language, languages } from "../../i18n/languages.ts";

/** What a bulletin or an announcement says, in each language. Texts are Markdown, except titles. */
export const bulletinSections = ["new", "improved", "fixed", "urgent", "coming"] as const;
export type BulletinSection = (typeof bulletinSections)[number];

const TITLE_MAX = 150;
const LEAD_MAX = 1000;
/** A section of a busy week is a tenth of this; all of them in three languages stay far below what a form may send. */
export const SECTION_MAX = 5000;

const titleField = z
  .string()
  .trim()
  .max(TITLE_MAX, `A title can have at most ${TITLE_MAX} characters.`)
  // It becomes the subject of mails: a line break would end the header.
  .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters.");
const markdown = (max: number) =>
  z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(max, `A text here can have at most ${max} characters.`));

const sectionsSchema = z.strictObject({
  new: markdown(SECTION_MAX),
  improved: markdown(SECTION_MAX),
  fixed: markdown(SECTION_MAX),
  urgent: markdown(SECTION_MAX),
  coming: markdown(SECTION_MAX),
});

export const bulletinTextSchema = z.strictObject({
  title: titleField,
  lead: markdown(LEAD_MAX),
  sections: sectionsSchema,
  /** Whether the text is meant for readers of this language; else they are shown the first language with a note. */
  translated: z.boolean(),
});
export type BulletinText = z.output<typeof bulletinTextSchema>;

export const NAMES_MAX = 50;
const names = z.array(z.string().trim().min(1).max(100)).max(NAMES_MAX);

export const bulletinContentSchema = z.strictObject({
  texts: z.strictObject({ fi: bulletinTextSchema, sv: bulletinTextSchema, en: bulletinTextSchema }),
  /** Pages and APIs concerned, by the names that latency is measured under. */
  pages: names,
  apis: names,
});
export type BulletinContent = z.output<typeof bulletinContentSchema>;

const emptyText = (): BulletinText => ({
  title: "",
  lead: "",
  sections: { new: "", improved: "", fixed: "", urgent: "", coming: "" },
  translated: false,
});

export const emptyContent = (): BulletinContent => ({
  texts: { fi: emptyText(), sv: emptyText(), en: emptyText() },
  pages: [],
  apis: [],
});

/** The languages that are not translated yet. */
export const untranslated = (content: BulletinContent): Language[] =>
  languages.filter((language) => !content.texts[language].translated);
