import type { Language } from "../../../i18n/languages.ts";
import { fieldName, fieldNames, splitNames, type Values } from "./content-form-rules.ts";

/** A field that two people wrote differently; `name` is the form's field. */
export type Conflict = {
  name: string;
  language: Language | null;
  field: string;
  base: string;
  mine: string;
  theirs: string;
};

/** A text as it is stored: browsers end lines in their own way, and space around a text says nothing. */
function stored(name: string, text: string): string {
  if (name === "pages" || name === "apis") return splitNames(text).join("\n");
  return text.replaceAll("\r\n", "\n").trim();
}

const same = (name: string, a: Values, b: Values) => stored(name, a[name] ?? "") === stored(name, b[name] ?? "");

/** The names of the fields in which two forms say something different. */
export const differing = (a: Values, b: Values): string[] => fieldNames.filter((name) => !same(name, a, b));

/**
 * How safe what was typed is: `saved` as a version that everybody sees; `autosaved`, the person's own draft; or `unsaved`,
 * only in this window.
 * @param base what the version that the form began with says
 * @param kept what the last autosave holds, or null
 */
export function safety(typed: Values, base: Values, kept: Values | null): "saved" | "autosaved" | "unsaved" {
  if (differing(typed, base).length === 0) return "saved";
  return kept !== null && differing(typed, kept).length === 0 ? "autosaved" : "unsaved";
}

/**
 * What to do with the fields after a save was answered, since people type on while it is under way.
 * @param typed what the fields say now
 * @param sent what they said when the save began
 * @param answered what is stored now: with it, what others wrote meanwhile
 * @returns the fields to fill with what others wrote, and those that both sides changed since
 */
export function afterSave(
  typed: Values,
  sent: Values,
  answered: Values,
): { fill: Record<string, string>; clashes: Conflict[] } {
  const fill: Record<string, string> = {};
  const clashes: Conflict[] = [];
  for (const name of fieldNames) {
    if (same(name, answered, sent) || same(name, answered, typed)) continue;
    const theirs = answered[name] ?? "";
    if (same(name, typed, sent)) fill[name] = theirs;
    else clashes.push({ ...placeOf(name), base: sent[name] ?? "", mine: typed[name] ?? "", theirs });
  }
  return { fill, clashes };
}

function placeOf(name: string): Pick<Conflict, "name" | "language" | "field"> {
  const [language, field] = name.split(".");
  return field === undefined ? { name, language: null, field: name } : { name, language: language as Language, field };
}

/** The conflicts that a save was answered with, by the form's fields. */
export const conflictsOf = (fields: readonly Omit<Conflict, "name">[]): Conflict[] =>
  fields.map((conflict) => ({ ...conflict, name: fieldName(conflict.language, conflict.field) }));

/**
 * Both texts in one, to be edited: theirs, then those lines of mine that theirs does not have. No line of either is lost. A
 * title, which has one line, gets both after each other.
 */
export function bothTexts({ field, mine, theirs }: Pick<Conflict, "field" | "mine" | "theirs">): string {
  if (mine.trim() === "" || theirs.includes(mine.trim())) return theirs;
  if (theirs.trim() === "" || mine.includes(theirs.trim())) return mine;
  if (field === "title") return `${theirs} / ${mine}`;
  const lines = theirs.split(/\r?\n/);
  const known = new Set(lines);
  const more = mine.split(/\r?\n/).filter((line) => line.trim() !== "" && !known.has(line));
  // Lists go on; of anything else a paragraph of its own.
  const gap = /^[-*]/.test(lines.at(-1) ?? "") && /^[-*]/.test(more[0] ?? "") ? "\n" : "\n\n";
  return more.length === 0 ? theirs : `${theirs.trimEnd()}${gap}${more.join("\n")}`;
}
