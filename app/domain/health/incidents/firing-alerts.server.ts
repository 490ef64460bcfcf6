import type { GrafanaProblem } from "../../../platform/grafana/grafana.ts";
import { TooLate, within } from "../../../platform/within.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { ServiceCtx } from "../../context.ts";
import { alertImpact, isOf } from "../state-rules.ts";
import type { ChoosableComponent } from "./components-to-choose.server.ts";
import type { Impact } from "./incident-states.ts";

/** Whoever opens an incident by hand does not wait for alerts any longer than this. */
const LONGEST_WAIT_MS = 2500;
const MOST_ALERTS = 100;

export type ShownAlert = {
  fingerprint: string;
  name: string;
  /** What the rule says in words; empty where it says nothing. */
  summary: string;
  startsAt: string;
  /** A silence keeps its messages back. It is shown all the same. */
  silenced: boolean;
  /** Keys of the components whose matchers it carries. */
  components: string[];
  /** What the alert says it does to them. */
  impact: Exclude<Impact, "operational">;
};

/**
 * The alerts that fire now, the newest first, with the components that each is about.
 * @returns no alerts and why when Grafana does not answer (soon enough): an incident can be opened all the same
 */
export async function shownAlerts(
  ctx: ServiceCtx,
  components: readonly ChoosableComponent[],
): Promise<{ alerts: ShownAlert[]; problem: GrafanaProblem | null }> {
  const { grafana } = requirePermission(ctx, "health.view");
  const answer = await within(LONGEST_WAIT_MS, () => grafana.firingAlerts()).catch((error: unknown) => {
    if (!(error instanceof TooLate)) throw error;
    const message = "Grafana did not say within 2.5 s which alerts fire. Reload the page to ask again.";
    return { ok: false as const, problem: { kind: "timed_out" as const, message } };
  });
  if (!answer.ok) return { alerts: [], problem: answer.problem };
  const alerts = answer.value
    .filter((alert) => alert.state !== "resolved")
    .map(({ fingerprint, labels, annotations, startsAt, silencedBy }) => {
      const impact = alertImpact(labels);
      return {
        fingerprint,
        name: labels.alertname ?? "Alert without a name",
        summary: annotations.summary ?? annotations.description ?? "",
        startsAt,
        silenced: silencedBy.length > 0,
        components: components.filter(({ alertMatchers }) => isOf(alertMatchers, labels)).map(({ key }) => key),
        impact: impact === null || impact === "operational" ? ("slow" as const) : impact,
      };
    })
    .sort((a, b) => b.startsAt.localeCompare(a.startsAt))
    .slice(0, MOST_ALERTS);
  return { alerts, problem: null };
}
