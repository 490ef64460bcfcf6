import { asc, eq, inArray } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import { maintenanceScope } from "#db/schema/maintenance.ts";
import type { Alert, GrafanaProblem, GrafanaResult } from "../../platform/grafana/grafana.ts";
import { TooLate, within } from "../../platform/within.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { isOf } from "../health/state-rules.ts";
import type { MatchedAlert } from "../maintenance/maintenance-view.ts";
import { hasMatchers } from "./wanted-rules.ts";

/** Whoever looks at the page does not wait for alerts any longer than this. */
const LONGEST_WAIT_MS = 2500;

/** States in which an alert sends messages, or is about to. */
const loud: Partial<Record<Alert["state"], string>> = {
  firing: "firing",
  pending: "about to fire",
  no_data: "firing, without data",
  error: "firing, its rule fails",
};

export type DryRun = {
  alerts: MatchedAlert[];
  /** Components of which nothing is silenced, since their alerts cannot be told from others. */
  withoutMatchers: { key: string; name: string }[];
  /** Why nobody knows which alerts; then there are none above. */
  problem: GrafanaProblem | null;
};

/**
 * Which alerts a window would keep quiet if it began now. Nothing is changed anywhere.
 * @param input a window, or the keys of components
 */
export async function dryRun(
  ctx: ServiceCtx,
  input: { windowId: string } | { components: readonly string[] },
): Promise<DryRun> {
  const { db, grafana } = requirePermission(ctx, "maintenance.view");
  const components = await db
    .select({ key: component.key, name: component.nameEn, alertMatchers: component.alertMatchers })
    .from(component)
    .where(
      "windowId" in input
        ? inArray(
            component.id,
            db
              .select({ id: maintenanceScope.componentId })
              .from(maintenanceScope)
              .where(eq(maintenanceScope.windowId, input.windowId)),
          )
        : inArray(component.key, [...input.components]),
    )
    .orderBy(asc(component.position), asc(component.key));
  const withoutMatchers = components.filter((one) => !hasMatchers(one)).map(({ key, name }) => ({ key, name }));
  const silenced = components.filter(hasMatchers);
  if (silenced.length === 0) return { alerts: [], withoutMatchers, problem: null };
  const answer = await within(LONGEST_WAIT_MS, () => grafana.alerts()).catch(tooLate);
  if (!answer.ok) return { alerts: [], withoutMatchers, problem: answer.problem };
  const alerts = answer.value.flatMap(({ labels, state, activeAt }) =>
    silenced
      .filter(({ alertMatchers }) => isOf(alertMatchers, labels))
      .flatMap(({ name }) => {
        const word = loud[state];
        return word
          ? [{ name: labels.alertname ?? "Alert without a name", component: name, since: activeAt, state: word }]
          : [];
      }),
  );
  return { alerts, withoutMatchers, problem: null };
}

function tooLate(error: unknown): GrafanaResult<never> {
  if (!(error instanceof TooLate)) throw error;
  const message = "Grafana did not say within 2.5 s which alerts fire. Reload the page to ask again.";
  return { ok: false, problem: { kind: "timed_out", message } };
}
