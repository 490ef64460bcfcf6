import { runbookAction } from "./action-labels.ts";
import { fillParams } from "./fill-params.ts";
import type { RunbookAction, RunParams } from "./runbook-types.ts";

/**
 * Where an action leads, filled with what the run knows; a value that is not known is left for its page to ask.
 * @param caseNumber of the case that it is done for, so that what comes of it is kept there
 */
export function actionHref(action: RunbookAction, params: RunParams, caseNumber: number | null): string {
  const { takes, href } = runbookAction(action.do);
  const written = Object.fromEntries(
    Object.entries(action.with)
      .map(([name, value]) => [name, fillParams(value, params)] as const)
      .filter(([, value]) => !value.includes("{")),
  );
  // An action without a value of its own is about the run's own case, customer or page.
  const known = { ...params, case: caseNumber?.toString() };
  const own = Object.fromEntries(Object.entries(known).filter(([name, value]) => takes.includes(name) && value));
  return href({ ...own, ...written });
}
