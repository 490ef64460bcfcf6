import { purposes } from "../../profile/purposes.ts";
import type { Permission } from "../access/permissions.ts";
import { actionHref } from "./action-href.ts";
import { runbookAction } from "./action-labels.ts";
import { factLabels } from "./fact-labels.ts";
import { fillParams, fillTree, missingOf } from "./fill-params.ts";
import { passWords } from "./pass-rules.ts";
import { type RunbookCheck, type RunbookStep, placeholders, type RunParams } from "./runbook-types.ts";
import type { StepView } from "./run-view.ts";

/** A step as one person sees it, filled with what is known. @param titles of runbooks by id */
export function stepView(
  step: RunbookStep,
  params: RunParams,
  permissions: ReadonlySet<Permission>,
  titles: ReadonlyMap<string, string>,
  caseNumber: number | null,
): StepView {
  const asked = [...step.checks, ...step.charts].flatMap(({ needs }) => missingOf(needs, params));
  return {
    id: step.id,
    number: step.number,
    section: step.section,
    title: step.title,
    text: fillTree(step.text, params),
    checks: step.checks.map((check) => ({ ...checkWords(check), query: questionText(check, params) })),
    missing: placeholders.filter((name) => asked.includes(name)),
    hasCharts: step.charts.length > 0,
    actions: step.actions.map((action) => {
      const { label, permission } = runbookAction(action.do);
      return {
        label,
        href: actionHref(action, params, caseNumber),
        disabled: permissions.has(permission) ? null : `Your roles do not include the permission "${permission}".`,
      };
    }),
    approval: step.approval,
    links: linked(step.links, titles),
  };
}

/** One that is gone is left out. */
export const linked = (ids: readonly string[], titles: ReadonlyMap<string, string>) =>
  ids.flatMap((id) => {
    const title = titles.get(id);
    return title === undefined ? [] : [{ id, title }];
  });

const checkWords = (check: RunbookCheck) => ({
  what: check.source === "fact" ? factLabels[check.fact].what : purposes[check.query].what,
  normal: passWords(check.pass, check.unit),
});

/** `dependency=banks, over 10m`: what is asked, for people; the query itself is kept with what was seen. */
function questionText(check: RunbookCheck, params: RunParams): string {
  if (check.source === "fact") return "";
  const filters = Object.entries(check.filters).map(
    ([label, value]) => `${label} ${fillParams(value, params).replaceAll(/\{\w+\}/g, "not given")}`,
  );
  const window =
    check.window === null ? [] : [check.window.startsWith("{") ? "over the period" : `over ${check.window}`];
  const quantile = check.quantile === null ? [] : [`quantile ${check.quantile}`];
  return [...filters, ...quantile, ...window].join(", ");
}
