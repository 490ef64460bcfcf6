// Types alone: the schema would bring its library to the browser.
import type { BulletinContent, BulletinSection, BulletinText } from "../../../domain/bulletins/content-schema.ts";
import { type Language, languages, languageNamesInEnglish } from "../../../i18n/languages.ts";

/** What the editor's form holds, by the names of its fields: `fi.title`, `fi.new`, `fi.translated` ("yes" or empty), `pages`. */
export type Values = Readonly<Record<string, string>>;

export type TextField = "title" | "lead" | BulletinSection;

export const fieldLabels: Record<TextField, string> = {
  title: "Title",
  lead: "Lead",
  new: "New",
  improved: "Improved",
  fixed: "Fixed",
  urgent: "Urgent",
  coming: "Coming",
};

export const textFields = Object.keys(fieldLabels) as TextField[];

const otherLabels: Record<string, string> = { pages: "Pages", apis: "APIs", translated: "Ready for readers" };

export const fieldName = (language: Language | null, field: string) => (language ? `${language}.${field}` : field);

/** Of every field, in the order of the form. */
export const fieldNames: readonly string[] = [
  ...languages.flatMap((language) => [...textFields, "translated"].map((field) => fieldName(language, field))),
  "pages",
  "apis",
];

/** `Finnish, title`: a field as people call it. */
export function fieldWords(language: Language | null, field: string): string {
  const label = otherLabels[field] ?? fieldLabels[field as TextField];
  return language ? `${languageNamesInEnglish[language]}, ${label.toLowerCase()}` : label;
}

/** Names written one a line or with commas between them, each once. */
export const splitNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

const textOf = (values: Values, language: Language): BulletinText => {
  const value = (field: string) => values[fieldName(language, field)] ?? "";
  return {
    title: value("title"),
    lead: value("lead"),
    sections: {
      new: value("new"),
      improved: value("improved"),
      fixed: value("fixed"),
      urgent: value("urgent"),
      coming: value("coming"),
    },
    translated: value("translated") === "yes",
  };
};

/** The content that a form's values say; what is missing is empty. Bounds are checked by the verb. */
export function contentOf(values: Values): BulletinContent {
  const [fi, sv, en] = [textOf(values, "fi"), textOf(values, "sv"), textOf(values, "en")];
  return { texts: { fi, sv, en }, pages: splitNames(values.pages ?? ""), apis: splitNames(values.apis ?? "") };
}

/** The values that a form has for a content. */
export function valuesOf(content: BulletinContent): Record<string, string> {
  const values: Record<string, string> = { pages: content.pages.join("\n"), apis: content.apis.join("\n") };
  for (const language of languages) {
    const { title, lead, sections, translated } = content.texts[language];
    for (const [field, text] of Object.entries({ title, lead, ...sections })) values[fieldName(language, field)] = text;
    values[fieldName(language, "translated")] = translated ? "yes" : "";
  }
  return values;
}

/** Of a form that was sent, only the fields of a content. */
export function contentValues(form: { get: (name: string) => unknown }): Record<string, string> {
  return Object.fromEntries(fieldNames.map((name) => [name, String(form.get(name) ?? "")]));
}

/** The form's field of a place in a content, such as `texts.fi.sections.new`. */
export function nameOfPlace(place: string | undefined): string | undefined {
  const parts = (place ?? "")
    .split(".")
    .filter((part) => part !== "content" && part !== "texts" && part !== "sections");
  const name = parts[0] === "pages" || parts[0] === "apis" ? parts[0] : parts.slice(0, 2).join(".");
  return fieldNames.includes(name) ? name : undefined;
}
