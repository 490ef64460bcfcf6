import { type PurposeName, purposeNames, purposes } from "../../profile/purposes.ts";
import { type Permission, permissions, rolePermissions } from "../access/permissions.ts";
import { caseKinds } from "../cases/case-kinds.ts";
import { actionNames, type ActionName, runbookAction } from "./action-labels.ts";
import { customerFacts, type FactName, factLabels, factNames } from "./fact-labels.ts";
import { noSuch } from "./nearest-name.ts";
import { readPassRule } from "./pass-rules.ts";
import type { KnownNames } from "./read-front-matter.ts";
import {
  type Placeholder,
  placeholders,
  type RunbookAction,
  type RunbookApproval,
  type RunbookChart,
  type RunbookCheck,
} from "./runbook-types.ts";

export type Attributes = Record<string, string | null | undefined>;
export type Read<T> = { ok: true; value: T } | { ok: false; says: string };

const PERIOD = "{from}/{to}";
const DURATION = /^\d+[smhdw]$/;
const units: Record<string, string> = { seconds: "s", share: "", count: "", up: "", info: "" };
/** What somebody who follows runbooks may ever hold. */
const runners = Object.values(rolePermissions).filter((held) => held.includes("runbooks.run"));

class Wrong extends Error {}
const attempt = <T>(read: () => T): Read<T> => {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, says: error.message };
    throw error;
  }
};
const wrong = (says: string): never => {
  throw new Wrong(says);
};

function only(attributes: Attributes, directive: string, names: readonly string[]): void {
  for (const name of Object.keys(attributes))
    if (!names.includes(name)) wrong(noSuch(`attribute of ::${directive}`, name, names));
}

const needed = (attributes: Attributes, directive: string, name: string): string =>
  attributes[name] || wrong(`::${directive} needs ${name}="..."`);

/** The run's values that a text asks for. */
function needsOf(texts: readonly string[]): Placeholder[] {
  const found = texts.flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!));
  for (const name of found)
    if (!placeholders.includes(name as Placeholder)) wrong(noSuch("placeholder", name, placeholders));
  return placeholders.filter((name) => found.includes(name));
}

function filtersOf(text: string | null | undefined, purpose: PurposeName, known: KnownNames): Record<string, string> {
  const labels: readonly string[] = purposes[purpose].labels;
  const filters: Record<string, string> = {};
  for (const part of (text ?? "").split(",").filter(Boolean)) {
    const [, label, value] = /^\s*([a-z_]+)\s*=\s*(\S.*?)\s*$/.exec(part) ?? [];
    if (!label || !value) return wrong(`filters are label=value, with commas between them: "${part}" is none`);
    if (!labels.includes(label)) wrong(noSuch(`label of ${purpose}`, label, labels));
    const aComponent = label === "component" || label === "dependency";
    if (aComponent && known.components && !value.startsWith("{") && !known.components.includes(value))
      wrong(noSuch("component", value, known.components));
    filters[label] = value;
  }
  return filters;
}

type Question = { query: PurposeName; filters: Record<string, string>; window: string | null; quantile: number | null };

function questionOf(attributes: Attributes, directive: string, known: KnownNames): Question {
  const query = needed(attributes, directive, "query") as PurposeName;
  if (!purposeNames.includes(query)) wrong(noSuch("purpose", query, purposeNames));
  const takes: readonly string[] = purposes[query].placeholders;
  if (takes.includes("limit")) wrong(`${query} answers with a list, not with one number`);
  const filters = filtersOf(attributes.filters, query, known);
  const window = attributes.window ?? null;
  if (takes.includes("window") && window === null) wrong(`${query} needs window="10m" or window="${PERIOD}"`);
  if (!takes.includes("window") && window !== null) wrong(`${query} takes no window`);
  if (window !== null && window !== PERIOD && !DURATION.test(window))
    wrong(`window="${window}" is no duration such as 10m, 6h or 7d, nor ${PERIOD}`);
  const quantile = attributes.quantile === undefined ? null : Number(attributes.quantile);
  if (takes.includes("quantile") && !(quantile !== null && quantile > 0 && quantile < 1))
    wrong(`${query} needs quantile="0.95" or another number between 0 and 1`);
  if (!takes.includes("quantile") && quantile !== null) wrong(`${query} takes no quantile`);
  return { query, filters, window, quantile };
}

/** `::check{query=... filters=... window=... pass=...}` or `::check{fact=... pass=...}` */
export const readCheck = (attributes: Attributes, known: KnownNames): Read<RunbookCheck> =>
  attempt(() => {
    const pass =
      readPassRule(needed(attributes, "check", "pass")) ??
      wrong(`pass="${attributes.pass}" is no rule: write < <= > >= or == with a number, or present, or absent`);
    if (attributes.fact !== undefined) {
      only(attributes, "check", ["fact", "pass"]);
      const fact = needed(attributes, "check", "fact") as FactName;
      if (!factNames.includes(fact)) wrong(noSuch("fact", fact, factNames));
      const needs: Placeholder[] = customerFacts.includes(fact) ? ["customer"] : [];
      return { source: "fact", fact, pass, unit: factLabels[fact].unit, needs };
    }
    only(attributes, "check", ["query", "fact", "filters", "window", "quantile", "pass", "unit"]);
    const question = questionOf(attributes, "check", known);
    const needs = needsOf([...Object.values(question.filters), question.window ?? ""]);
    const unit = attributes.unit ?? units[purposes[question.query].unit]!;
    return { source: "query", ...question, pass, unit, needs };
  });

/** `::chart{query=... filters=... by=... window=... range="6h"}` */
export const readChart = (attributes: Attributes, known: KnownNames): Read<RunbookChart> =>
  attempt(() => {
    only(attributes, "chart", ["query", "filters", "by", "window", "quantile", "range"]);
    const question = questionOf(attributes, "chart", known);
    if (question.window === PERIOD) wrong('a chart has a window of its own, such as window="5m"');
    const range = needed(attributes, "chart", "range");
    if (!DURATION.test(range)) wrong(`range="${range}" is no duration such as 6h or 7d`);
    const by = (attributes.by ?? "").split(",").filter(Boolean);
    const labels: readonly string[] = purposes[question.query].labels;
    for (const label of by) if (!labels.includes(label)) wrong(noSuch(`label of ${question.query}`, label, labels));
    return { ...question, by, range, needs: needsOf(Object.values(question.filters)) };
  });

/** `::action{do="incident.open" component="banks"}` */
export const readAction = (attributes: Attributes, known: KnownNames): Read<RunbookAction> =>
  attempt(() => {
    const name = needed(attributes, "action", "do") as ActionName;
    if (!actionNames.includes(name)) wrong(noSuch("action", name, actionNames));
    const { takes } = runbookAction(name);
    only(attributes, "action", ["do", ...takes]);
    const given = Object.entries(attributes).filter(([key, value]) => key !== "do" && value) as [string, string][];
    for (const [key, value] of given) {
      if (key === "component" && known.components && !value.startsWith("{") && !known.components.includes(value))
        wrong(noSuch("component", value, known.components));
      if (aboutCases(name) && key === "kind" && !caseKinds.some((kind) => kind === value))
        wrong(noSuch("kind of case", value, caseKinds));
    }
    return { do: name, with: Object.fromEntries(given), needs: needsOf(given.map(([, value]) => value)) };
  });

const aboutCases = (name: ActionName) => name.startsWith("case.");

/** `::approval{permission="..." label="..."}` */
export const readApproval = (attributes: Attributes): Read<RunbookApproval> =>
  attempt(() => {
    only(attributes, "approval", ["permission", "label"]);
    const permission = needed(attributes, "approval", "permission") as Permission;
    if (!permissions.includes(permission)) wrong(noSuch("permission", permission, permissions));
    if (!runners.some((held) => held.includes(permission))) wrong(`nobody who may follow runbooks holds ${permission}`);
    return { permission, label: needed(attributes, "approval", "label") };
  });

/** `::runbook{id="backup-overdue"}` */
export const readLink = (attributes: Attributes, known: KnownNames): Read<string> =>
  attempt(() => {
    only(attributes, "runbook", ["id"]);
    const id = needed(attributes, "runbook", "id");
    if (known.runbooks && !known.runbooks.includes(id)) wrong(noSuch("runbook", id, known.runbooks));
    return id;
  });
