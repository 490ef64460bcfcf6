import type { CaseKindDefinition } from "./case-kinds.ts";
import type { CaseActionView } from "./case-view.ts";

/**
 * The steps of a case that people do: those that lead from where it is, and why this person may not do one that another
 * could. Pure.
 */
export function availableActions(
  { actions }: Pick<CaseKindDefinition, "actions">,
  state: string,
  held: ReadonlySet<string>,
): CaseActionView[] {
  return Object.entries(actions)
    .filter(([, action]) => !action.byMachine && action.from.includes(state))
    .map(([id, { label, asks, permission }]) => ({
      id,
      label,
      asks,
      disabled: held.has(permission)
        ? null
        : permission === "cases.platform"
          ? "The platform team does this."
          : "Customer service does this.",
    }));
}
