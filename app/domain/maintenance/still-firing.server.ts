import { TooLate, within } from "../../platform/within.ts";
import type { ServiceCtx } from "../context.ts";
import { isOf } from "../health/state-rules.ts";
import type { MatchedAlert } from "./maintenance-view.ts";

/** Whoever looks at the page does not wait for alerts any longer than this. */
const LONGEST_WAIT_MS = 2500;

export type ScopedComponent = { name: string; alertMatchers: { name: string; value: string }[] };

/**
 * The alerts of these components that fire now, silenced or not, the oldest first.
 * @returns null when Grafana does not say, or not soon enough: nobody knows then
 */
export async function stillFiring(
  { grafana }: Pick<ServiceCtx, "grafana">,
  components: readonly ScopedComponent[],
): Promise<MatchedAlert[] | null> {
  const answer = await within(LONGEST_WAIT_MS, () => grafana.firingAlerts()).catch((error: unknown) => {
    if (error instanceof TooLate) return null;
    throw error;
  });
  if (!answer?.ok) return null;
  return answer.value
    .filter(({ state }) => state !== "resolved")
    .flatMap(({ labels, startsAt, state }) =>
      components
        .filter(({ alertMatchers }) => isOf(alertMatchers, labels))
        .map(({ name }) => ({
          name: labels.alertname ?? "Alert without a name",
          component: name,
          since: startsAt,
          state,
        })),
    )
    .toSorted((a, b) => a.since.localeCompare(b.since));
}
