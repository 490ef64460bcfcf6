import { DomainError } from "#app/domain/errors.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";

/** A field's text; one that is missing, or a file, is empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** `title.fi`, `title.sv` and `title.en`. */
export const inLanguages = (form: FormData, name: string) => ({
  fi: textOf(form, `${name}.fi`),
  sv: textOf(form, `${name}.sv`),
  en: textOf(form, `${name}.en`),
});

/** The keys of the ticked `component.<key>`. */
export const chosenComponents = (form: FormData): string[] =>
  [...form.keys()].filter((name) => name.startsWith("component.")).map((name) => name.slice("component.".length));

/**
 * The instant of a field for a day and time, ISO in UTC.
 * @returns null when it was left empty
 * @throws DomainError `invalid` for what is no time in Helsinki
 */
export function instantOf(form: FormData, field: string): string | null {
  const text = textOf(form, field).trim();
  if (text === "") return null;
  // A browser writes a T between them, and a person who types it a space. A day alone would be its midnight.
  const at = /^\S+[ T]\S+$/.test(text) ? parseLocal(text.replace(" ", "T")) : null;
  if (!at) throw new DomainError("invalid", "Give a day and a time, such as 2026-12-19 22:00.", { field });
  return at.toISOString();
}
