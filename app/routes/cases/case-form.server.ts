import type { CaseKind, CaseKindDefinition } from "#app/domain/cases/case-kinds.ts";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";

/** A form's text as it was typed, without the space around it. */
export const textOf = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\r\n", "\n").trim() : "";
};

/** What stands in the form of the questions of a kind: `request.operation` and so on; what stayed empty is not there. */
export function requestOf(form: FormData, kind: CaseKind): Record<string, string> {
  const given = kindDefinitions[kind].fields.map(({ name }) => [name, textOf(form, `request.${name}`)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

export const kindOf = (text: string | null): CaseKindDefinition | undefined =>
  text !== null && Object.hasOwn(kindDefinitions, text) ? kindDefinitions[text as CaseKind] : undefined;
