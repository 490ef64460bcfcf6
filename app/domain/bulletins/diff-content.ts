import { diffWordsWithSpace } from "diff";
import type { Language } from "../../i18n/languages.ts";
import type { BulletinContent } from "./content-schema.ts";
import { fieldOf, textFields } from "./merge-rules.ts";

export type DiffPart = { kind: "same" | "added" | "removed"; text: string };
export type FieldDiff = { field: string; parts: DiffPart[] };

/**
 * The work grows with the square of the differences. With more of them than this, words and spaces counted, nobody reads them one
 * by one: the old text and the new one stand whole.
 */
const DIFFERENCES_MAX = 1000;

/** What is different between two contents in one language, word by word; fields that are the same are left out. */
export function diffContent(from: BulletinContent, to: BulletinContent, language: Language): FieldDiff[] {
  const [old, now] = [from.texts[language], to.texts[language]];
  const translated = (yes: boolean) => (yes ? "translated" : "not translated");
  const pairs: [field: string, before: string, after: string][] = [
    ...textFields.map((field): [string, string, string] => [field, fieldOf(old, field), fieldOf(now, field)]),
    ["translated", translated(old.translated), translated(now.translated)],
    ["pages", from.pages.join("\n"), to.pages.join("\n")],
    ["apis", from.apis.join("\n"), to.apis.join("\n")],
  ];
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => ({ field, parts: diffWords(before, after) }));
}

function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: DIFFERENCES_MAX });
  if (changes)
    return changes.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    }));
  const whole: DiffPart[] = [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  return whole.filter(({ text }) => text !== "");
}
