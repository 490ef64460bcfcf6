import { runbookAction } from "./action-labels.ts";
import { fillParams } from "./fill-params.ts";
import type { RunbookAction, RunParams } from "./runbook-types.ts";

/** Where an action leads, filled with what the run knows; a value that is not known is left for its page to ask. */
export function actionHref(action: RunbookAction, params: RunParams): string {
  const { takes, href } = runbookAction(action.do);
  const written = Object.fromEntries(
    Object.entries(action.with)
      .map(([name, value]) => [name, fillParams(value, params)] as const)
      .filter(([, value]) => !value.includes("{")),
  );
  // An action without a value of its own is about the run's own customer or page.
  const own = Object.fromEntries(Object.entries(params).filter(([name, value]) => takes.includes(name) && value));
  return href({ ...own, ...written });
}
