import type { Placeholder, RunParams } from "#app/domain/runbooks/runbook-types.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";

const names: readonly Placeholder[] = ["customer", "component", "page", "from", "to"];

/** The values for a runbook that an address or a form gives. Times come as instants, or as Helsinki's from a field. */
export function givenParams(given: URLSearchParams | FormData): RunParams {
  const params: RunParams = {};
  for (const name of names) {
    const text = given.get(name);
    if (typeof text !== "string" || text.trim() === "") continue;
    const local = name === "from" || name === "to" ? parseLocal(text.trim()) : null;
    params[name] = local?.toISOString() ?? text.trim();
  }
  return params;
}

/** What a run is for, as an address or a form names it. What names nothing becomes a number that nothing has. */
export function givenAbout(given: URLSearchParams | FormData) {
  const text = (name: string) => {
    const value = given.get(name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  const number = (name: string) => {
    const value = text(name);
    return value === null ? null : /^[1-9]\d{0,8}$/.test(value) ? Number(value) : 999_999_999;
  };
  const window = text("window");
  return { caseNumber: number("case"), windowId: window, incidentNumber: number("incident") };
}

const labels: Record<Placeholder, string> = {
  customer: "Customer",
  component: "Component",
  page: "Page",
  from: "From",
  to: "Until",
};

/** Values as people read them. */
export const shownParams = (params: RunParams): [label: string, value: string][] =>
  names.flatMap((name) => {
    const value = params[name];
    if (!value) return [];
    return [[labels[name], name === "from" || name === "to" ? formatInstant(value) : value] as [string, string]];
  });
