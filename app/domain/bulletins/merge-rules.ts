import { type Language, languages } from "../../i18n/languages.ts";
import type { SaveOutcome } from "./bulletin-view.ts";
import { type BulletinContent, type BulletinText, bulletinSections, NAMES_MAX } from "./content-schema.ts";

export const textFields = ["title", "lead", ...bulletinSections] as const;
export type TextField = (typeof textFields)[number];
export type FieldConflict = Extract<SaveOutcome, { kind: "conflict" }>["fields"][number];

export const fieldOf = (text: BulletinText, field: TextField): string =>
  field === "title" || field === "lead" ? text[field] : text.sections[field];

export function withField(text: BulletinText, field: TextField, value: string): BulletinText {
  return field === "title" || field === "lead"
    ? { ...text, [field]: value }
    : { ...text, sections: { ...text.sections, [field]: value } };
}

/** Of three: the one that changed. Undefined where both did, and differently. */
const changed = <T>(base: T, mine: T, theirs: T): T | undefined =>
  mine === theirs || theirs === base ? mine : mine === base ? theirs : undefined;

/**
 * What two people made of the same text. A field that one of them changed is theirs; one that both changed, differently, is a
 * conflict, and stays as it is stored until somebody decides.
 * @param base what I began with
 * @param theirs what is stored now
 */
export function mergeContent(
  base: BulletinContent,
  mine: BulletinContent,
  theirs: BulletinContent,
): { content: BulletinContent; conflicts: FieldConflict[] } {
  const conflicts: FieldConflict[] = [];
  const mergeText = (language: Language): BulletinText => {
    const [old, my, their] = [base.texts[language], mine.texts[language], theirs.texts[language]];
    let text: BulletinText = {
      ...their,
      // Of two states one is the old one, so two people cannot change it differently.
      translated: my.translated === old.translated ? their.translated : my.translated,
    };
    for (const field of textFields) {
      const value = changed(fieldOf(old, field), fieldOf(my, field), fieldOf(their, field));
      if (value === undefined)
        conflicts.push({
          language,
          field,
          base: fieldOf(old, field),
          mine: fieldOf(my, field),
          theirs: fieldOf(their, field),
        });
      else text = withField(text, field, value);
    }
    return text;
  };
  const names = (field: "pages" | "apis"): string[] => {
    const merged = mergeNames(base[field], mine[field], theirs[field]);
    if (merged.length <= NAMES_MAX) return merged;
    const [old, my, their] = [base, mine, theirs].map((content) => content[field].join(", ")) as [
      string,
      string,
      string,
    ];
    conflicts.push({ language: null, field, base: old, mine: my, theirs: their });
    return theirs[field];
  };
  const [fi, sv, en] = languages.map(mergeText) as [BulletinText, BulletinText, BulletinText];
  return { content: { texts: { fi, sv, en }, pages: names("pages"), apis: names("apis") }, conflicts };
}

/** A list has what either added and lacks what either took away. */
function mergeNames(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const same = (a: readonly string[], b: readonly string[]) => a.join("\n") === b.join("\n");
  if (same(theirs, base)) return [...mine];
  if (same(mine, base)) return [...theirs];
  const stays = theirs.filter((name) => mine.includes(name) || !base.includes(name));
  const added = mine.filter((name) => !theirs.includes(name) && !base.includes(name));
  return [...stays, ...added];
}

/** Whether two contents say the same; the order in which JSON keeps their members does not matter. */
export function sameContent(a: BulletinContent, b: BulletinContent): boolean {
  return (
    a.pages.join("\n") === b.pages.join("\n") &&
    a.apis.join("\n") === b.apis.join("\n") &&
    languages.every(
      (language) =>
        a.texts[language].translated === b.texts[language].translated &&
        textFields.every((field) => fieldOf(a.texts[language], field) === fieldOf(b.texts[language], field)),
    )
  );
}
