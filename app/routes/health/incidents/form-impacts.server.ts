import type { Impact } from "#app/domain/health/incidents/incident-states.ts";

/** The impacts that a form names: fields `impact.<component>`, empty where the component is not touched. */
export function formImpacts(form: FormData): { component: string; impact: Impact }[] {
  return [...form]
    .filter(([name, value]) => name.startsWith("impact.") && value !== "")
    .map(([name, value]) => ({ component: name.slice("impact.".length), impact: String(value) as Impact }));
}

/** A field's text; empty when it is not there. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};
