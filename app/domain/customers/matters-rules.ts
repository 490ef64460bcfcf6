import type { ComponentHealth, ShownIncident, ShownWindow } from "../health/health-view.ts";

type Component = Pick<ComponentHealth, "key" | "name" | "kind" | "customerFacing" | "state">;

/**
 * The components that a customer's people or programs meet. The programs' way in is theirs alone: to a customer without integrations
 * it says nothing.
 * @param integrations whether the customer has any; null: unknown, and then it may have
 */
export function componentsThatMatter<C extends Component>(components: readonly C[], integrations: boolean | null): C[] {
  return components.filter(
    ({ customerFacing, kind }) => customerFacing && (kind !== "partner_api" || integrations !== false),
  );
}

/** Incidents and windows that touch one of them; one that names no component may touch any. */
export function thatTouch<T extends Pick<ShownWindow, "components"> | Pick<ShownIncident, "components">>(
  touching: readonly T[],
  components: readonly Pick<Component, "key">[],
): T[] {
  const keys = new Set(components.map(({ key }) => key));
  return touching.filter(
    (one) =>
      one.components.length === 0 ||
      one.components.some((touched) => keys.has(typeof touched === "string" ? touched : touched.key)),
  );
}
